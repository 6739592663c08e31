import { chmod, lchown, readdir } from "node:fs/promises";
import type { Owner } from "./data-directory.ts";

/** Hands a data directory and all in it to the server's user, closed to others (PostgreSQL demands 0700). */
export async function chownTree(directory: string, owner: Owner): Promise<void> {
  await chmod(directory, 0o700);
  if (process.geteuid?.() !== 0) return;
  await lchown(directory, owner.uid, owner.gid);
  for (const entry of await readdir(directory, { recursive: true })) {
    await lchown(`${directory}/${entry}`, owner.uid, owner.gid);
  }
}
