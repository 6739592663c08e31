import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type BundleVerdict, verifyBundle } from "#core/evidence/verify-bundle.ts";
import { evidenceCrypto } from "#store/signing-key.ts";

export type VerifiedBundle = BundleVerdict;

/** Takes a bundle and the public key away into a folder, and verifies the one with the other. */
export async function takeEvidence(
  api: { text(path: string): Promise<string> },
  { from, name, folder }: { readonly from: string; readonly name: string; readonly folder: string },
) {
  const text = await api.text(from);
  const key = await api.text("/api/v1/evidence/public-key");
  mkdirSync(folder, { recursive: true });
  const bundleFile = path.join(folder, `${name}.evidence.jsonl`);
  const publicKeyFile = path.join(folder, "public-key.pem");
  writeFileSync(bundleFile, text);
  writeFileSync(publicKeyFile, key);
  return { bundle: verifyEvidence(text, key), bundleFile, publicKeyFile };
}

/** Verifies a bundle as anybody could who has it and the public key. */
export function verifyEvidence(text: string, publicKeyPem: string): VerifiedBundle {
  return verifyBundle(text, evidenceCrypto(publicKeyPem));
}
