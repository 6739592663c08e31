import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { barrierFor, unprivilegedUser } from "./run-as.ts";

/**
 * Where the data goes when nobody said: `.holdfast` in the checkout; for root whose checkout the database's user cannot
 * reach (such as one under /root), `/var/lib/holdfast/data`.
 */
export function defaultFolder(checkout: string): string {
  const beside = path.join(checkout, ".holdfast");
  const runAs = unprivilegedUser();
  if (runAs === null || existsSync(path.join(beside, "postgres"))) return beside;
  if (barrierFor(runAs, checkout) === null) return beside;
  const shared = "/var/lib/holdfast/data";
  mkdirSync(shared, { recursive: true, mode: 0o755 });
  return shared;
}
