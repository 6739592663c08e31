import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StoreStartError } from "../start-error.ts";
import { startOfProcess } from "./process-identity.ts";

type Holder = { readonly pid: number; readonly start: string | null; readonly released: boolean };

export type FolderLock = { release(): void };

const prefix = "server.lock.";

/**
 * Takes the folder for this process, or throws `StoreStartError` naming the one that has it.
 *
 * Node has no flock, and "remove the stale lock, then make mine" lets two starters remove each other's. So locks
 * are numbered and never replaced: the highest number is the holder. A starter that finds the highest one dead
 * makes the next number by link(2), which exactly one can; a release marks the lock and leaves it in place.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  for (;;) {
    const highest = highestLock(folder);
    if (highest > 0) refuseIfAlive(folder, highest);
    const mine = highest + 1;
    if (!makeLock(folder, mine)) continue;
    // Somebody who saw a newer list may have gone past the number that was free for us.
    if (highestLock(folder) !== mine) {
      rmSync(lockFile(folder, mine), { force: true });
      continue;
    }
    for (const number of lockNumbers(folder)) {
      if (number < mine) rmSync(lockFile(folder, number), { force: true });
    }
    return { release: () => writeAtOnce(folder, lockFile(folder, mine), true) };
  }
}

function lockNumbers(folder: string): readonly number[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .filter(Number.isInteger);
}

function highestLock(folder: string): number {
  return Math.max(0, ...lockNumbers(folder));
}

function lockFile(folder: string, number: number): string {
  return path.join(folder, `${prefix}${number}`);
}

function makeLock(folder: string, number: number): boolean {
  const draft = path.join(folder, `.lock-${process.pid}-${randomUUID()}`);
  writeAtOnce(folder, draft, false);
  try {
    linkSync(draft, lockFile(folder, number));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeAtOnce(folder: string, file: string, released: boolean): void {
  const holder: Holder = { pid: process.pid, start: startOfProcess(process.pid), released };
  const draft = path.join(folder, `.lock-${process.pid}-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o644 });
  renameSync(draft, file);
}

function refuseIfAlive(folder: string, number: number): void {
  let holder: Holder;
  try {
    holder = JSON.parse(readFileSync(lockFile(folder, number), "utf8")) as Holder;
  } catch {
    // Removed by a newer holder between the listing and now: the next round sees that one.
    return;
  }
  if (holder.released) return;
  const start = startOfProcess(holder.pid);
  if (start === null || start !== holder.start) return;
  throw new StoreStartError(
    `The data folder ${folder} is in use by another Holdfast server (process ${holder.pid}). ` +
      "Stop that server first, or choose another data folder.",
  );
}
