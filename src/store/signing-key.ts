import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { EvidenceCrypto } from "#core/evidence/crypto.ts";
import { sha256Hex } from "./sha256.ts";
import { StoreStartError } from "./start-error.ts";

/** The Ed25519 key that checkpoints and bundles are signed with. */
export type SigningKey = {
  /** SHA-256 of the public key (DER, SubjectPublicKeyInfo), the first 32 hexadecimal digits. */
  readonly keyId: string;
  readonly publicKeyPem: string;
  /** Base64 signature of the text's UTF-8 bytes. */
  sign(text: string): string;
};

/**
 * The key in `file` (PEM, PKCS #8), or the one in `folder`, which is made the first time. Throws `StoreStartError` when the
 * file is no Ed25519 private key, or when others may read it.
 */
export function loadSigningKey(from: { readonly file: string } | { readonly folder: string }): SigningKey {
  const file = "file" in from ? from.file : path.join(from.folder, "signing-key.pem");
  if ("folder" in from) makeOnce(from.folder, file);
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(readFileSync(file));
  } catch (error) {
    throw new StoreStartError(`The signing key ${file} cannot be read: ${(error as Error).message}`);
  }
  if (privateKey.asymmetricKeyType !== "ed25519") {
    throw new StoreStartError(
      `The signing key ${file} is not an Ed25519 key. Make one with: openssl genpkey -algorithm ed25519`,
    );
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new StoreStartError(
      `The signing key ${file} can be read by other users. Keep it to yourself: chmod 600 ${file}`,
    );
  }
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64"),
  };
}

/** Written beside its place and linked, so that two servers starting at once end up with one key. */
function makeOnce(folder: string, file: string): void {
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const { privateKey } = generateKeyPairSync("ed25519");
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function keyIdOf(publicKey: KeyObject): string {
  return sha256Hex(publicKey.export({ type: "spki", format: "der" })).slice(0, 32);
}

/** What `verifyBundle` needs, trusting this public key (PEM) and nothing else. */
export function evidenceCrypto(publicKeyPem: string): EvidenceCrypto {
  const publicKey = createPublicKey(publicKeyPem);
  return {
    keyId: keyIdOf(publicKey),
    sha256: sha256Hex,
    sha256OfBase64: (base64) => createHash("sha256").update(Buffer.from(base64, "base64")).digest("hex"),
    verifyEd25519: (text, signature) =>
      verify(null, Buffer.from(text), publicKey, Buffer.from(signature, "base64")),
  };
}
