import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ConfigError } from "../config.ts";

/** Seals what has to be read again (seeds of authenticator apps), and marks browsers that signed in before. */
export type AccountKey = {
  /** `about` is bound to it: what was sealed about one person does not open about another. */
  seal(text: string, about: string): Uint8Array;
  /** Null when it was sealed with another key, about somebody else, or changed. */
  open(sealed: Uint8Array, about: string): string | null;
  /** HMAC-SHA-256, base64url. */
  mark(text: string): string;
};

const nonceBytes = 12;
const tagBytes = 16;
const leastBytes = 32;

/** The key of these bytes; each use has a key of its own made from them (HKDF, RFC 5869). */
export function accountKeyOf(bytes: Uint8Array): AccountKey {
  const derived = (use: string) =>
    Buffer.from(hkdfSync("sha256", bytes, Buffer.alloc(0), `holdfast ${use}`, 32));
  const sealing = derived("seal");
  const marking = derived("mark");
  return {
    seal(text, about) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, about) {
      const bytesOf = Buffer.from(sealed);
      try {
        const decipher = createDecipheriv("aes-256-gcm", sealing, bytesOf.subarray(0, nonceBytes))
          .setAAD(Buffer.from(about))
          .setAuthTag(bytesOf.subarray(nonceBytes, nonceBytes + tagBytes));
        const body = bytesOf.subarray(nonceBytes + tagBytes);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
    mark: (text) => createHmac("sha256", marking).update(text).digest("base64url"),
  };
}

/** The key of a data folder, made the first time. Written beside its place and linked, so that two servers end up with one. */
export function accountKeyIn(folder: string): AccountKey {
  const file = path.join(folder, "account-key");
  if (statSync(file, { throwIfNoEntry: false }) === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${randomBytes(leastBytes).toString("base64")}\n`, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return accountKeyFrom(readFileSync(file, "utf8"), file);
}

/** The key that a secret holds: 32 bytes or more in base64. Throws `ConfigError`, which does not repeat it. */
export function accountKeyFrom(text: string, where: string): AccountKey {
  const bytes = Buffer.from(text.trim(), "base64");
  if (bytes.length >= leastBytes) return accountKeyOf(bytes);
  throw new ConfigError(`${where}: not a key of 32 bytes in base64; make one with: openssl rand -base64 32`);
}
