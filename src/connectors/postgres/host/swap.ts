import { randomUUID } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { NotPossible } from "#connectors/postgres/fault.ts";
import { exists } from "./data-directory.ts";

const asideMark = ".holdfast-old-";
const draftMark = ".holdfast-new-";

/** Where a new data directory is made, beside the one it will replace: a rename must not cross file systems. */
export function draftOf(dataDirectory: string): string {
  return `${dataDirectory}${draftMark}${process.pid}-${randomUUID().slice(0, 8)}`;
}

/** Puts a finished draft in place of the data directory and keeps the old one aside; null where there was none. */
export async function putInPlace(dataDirectory: string, draft: string, at: Date): Promise<string | null> {
  const aside = `${dataDirectory}${asideMark}${at.toISOString().replaceAll(/[:.]/g, "")}`;
  if (!(await exists(dataDirectory))) {
    await rename(draft, dataDirectory);
    return null;
  }
  await refuseMountPoint(dataDirectory);
  await rename(dataDirectory, aside);
  try {
    await rename(draft, dataDirectory);
  } catch (error) {
    await rename(aside, dataDirectory);
    throw error;
  }
  return aside;
}

/** Takes a new data directory that does not work away again, and puts the old one back. */
export async function putBack(dataDirectory: string, aside: string | null): Promise<void> {
  await rm(dataDirectory, { recursive: true, force: true });
  if (aside !== null) await rename(aside, dataDirectory);
}

/**
 * Repairs what a killed attempt left: drafts of processes that are gone are removed, and where the
 * kill fell between the two renames, the newest directory that was put aside comes back.
 */
export async function repairSwap(dataDirectory: string): Promise<void> {
  const folder = path.dirname(dataDirectory);
  const names = (await readdir(folder)).filter((name) => name.startsWith(path.basename(dataDirectory)));
  for (const name of names) {
    const pid = Number(name.split(draftMark)[1]?.split("-")[0]);
    if (Number.isInteger(pid) && !isAlive(pid))
      await rm(path.join(folder, name), { recursive: true, force: true });
  }
  const newestAside = names
    .filter((name) => name.includes(asideMark))
    .sort()
    .at(-1);
  if (newestAside !== undefined && !(await exists(dataDirectory))) {
    await rename(path.join(folder, newestAside), dataDirectory);
  }
}

async function refuseMountPoint(dataDirectory: string): Promise<void> {
  const [own, parent] = [await stat(dataDirectory), await stat(path.dirname(dataDirectory))];
  if (own.dev === parent.dev) return;
  throw new NotPossible(`${dataDirectory} is a mount point and cannot be replaced: use a folder inside it`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
