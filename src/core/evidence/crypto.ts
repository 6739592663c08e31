import type { Sha256 } from "./event-hash.ts";

/** What verifying needs and the core does not have. Everything in lower-case hexadecimal, signatures and bytes in base64. */
export type EvidenceCrypto = {
  readonly sha256: Sha256;
  /** SHA-256 of the bytes that a base64 text stands for. */
  readonly sha256OfBase64: (base64: string) => string;
  /** Whether the Ed25519 signature (RFC 8032) of the text's UTF-8 bytes was made by the key that is trusted. */
  readonly verifyEd25519: (text: string, signatureBase64: string) => boolean;
  /** Of the key that is trusted: `keyIdOf` its public half. */
  readonly keyId: string;
};

/** A canonical JSON text with the signature of exactly that text. */
export type Signed = {
  readonly statement: string;
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
};

/** Why a signed statement is not to be believed, or null. */
export function signatureProblem(signed: Signed, crypto: EvidenceCrypto): string | null {
  if (signed.keyId !== crypto.keyId) {
    return `was signed by the key ${signed.keyId}, not by the given key ${crypto.keyId}`;
  }
  return crypto.verifyEd25519(signed.statement, signed.signature) ? null : "does not carry a valid signature";
}
