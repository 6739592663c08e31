import { constants, type Dirent } from "node:fs";
import { copyFile, mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { NotPossible } from "#connectors/postgres/fault.ts";
import type { Owner } from "./data-directory.ts";
import { chownTree } from "./own-tree.ts";

/** What would make the copy take part in replication, or believe that it runs already. */
const leftOut: ReadonlySet<string> = new Set([
  "postmaster.pid",
  "postmaster.opts",
  "standby.signal",
  "recovery.signal",
  "postgresql.auto.conf",
  "holdfast-fenced.json",
]);

/**
 * Copies a stopped server's data directory so that the copy can be started while the original stays
 * the evidence it is. Shares blocks with the original where the file system can.
 */
export async function copyDataDirectory(from: string, to: string, owner: Owner): Promise<void> {
  const spaces = await readdir(`${from}/pg_tblspc`);
  // A link in the copy would lead the started copy into the original's own files.
  if (spaces.length > 0)
    throw new NotPossible(`${from} has tablespaces, which a scratch copy would write to`);
  await copyFolder(from, to, (entry) => !leftOut.has(entry.name));
  await chownTree(to, owner);
}

async function copyFolder(from: string, to: string, wanted: (entry: Dirent) => boolean): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (!wanted(entry)) continue;
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    const isWalLink = entry.isSymbolicLink() && entry.name === "pg_wal";
    if (entry.name === "pg_replslot") await mkdir(target, { mode: 0o700 });
    else if (entry.isDirectory() || isWalLink) await copyFolder(source, target, () => true);
    else if (entry.isFile()) await copyFile(source, target, constants.COPYFILE_FICLONE);
  }
}
