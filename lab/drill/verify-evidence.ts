import { type BundleVerdict, verifyBundle } from "#core/evidence/verify-bundle.ts";
import { evidenceCrypto } from "#store/signing-key.ts";

export type VerifiedBundle = BundleVerdict;

/** Verifies a bundle as anybody could who has it and the public key. */
export function verifyEvidence(text: string, publicKeyPem: string): VerifiedBundle {
  return verifyBundle(text, evidenceCrypto(publicKeyPem));
}
