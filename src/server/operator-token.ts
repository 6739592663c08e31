import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tokenHash } from "./auth.ts";

/** Where the operator's token lies in a data folder. */
export const operatorTokenFile = (data: string): string => path.join(data, "operator-token");

/**
 * Makes the token with which whoever may read the data folder operates the server (makes tokens for people).
 * A new one at each start; returns its hash.
 */
export function writeOperatorToken(data: string): string {
  mkdirSync(data, { recursive: true, mode: 0o755 });
  const token = `hfo_${randomBytes(32).toString("base64url")}`;
  const file = operatorTokenFile(data);
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  // The mode above holds for a new file only.
  chmodSync(file, 0o600);
  return tokenHash(token);
}
