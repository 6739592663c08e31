import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreStartError } from "../start-error.ts";
import { explainLog } from "./data-folder.ts";
import { processesOfDataDirectory, startOfProcess } from "./process-identity.ts";
import { spawnPostgres } from "./spawn.ts";

const logBytesMax = 16 * 1024 * 1024;

/**
 * Starts the postmaster and waits until it takes connections. Rejects with `StoreStartError` that says why when it
 * ends first or takes longer than `startSeconds` (recovery after a crash replays the log, which takes time).
 */
export async function startPostmaster(
  where: Parameters<typeof spawnPostgres>[0],
  dataFolder: string,
  settings: Readonly<Record<string, string>>,
  logFile: string,
  startSeconds = 120,
): Promise<ChildProcess> {
  if (existsSync(logFile) && statSync(logFile).size > logBytesMax) truncateSync(logFile, 0);
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
  const child = spawnPostgres(where, dataFolder, settings, logFile);
  let ended = false;
  let spawnError: Error | null = null;
  child.once("exit", () => {
    ended = true;
  });
  child.once("error", (error) => {
    spawnError = error;
    ended = true;
  });
  const deadline = performance.now() + startSeconds * 1000;
  while (!isReady(dataFolder, child.pid)) {
    if (ended) {
      const log = readFileSync(logFile, "utf8").slice(logStart);
      throw new StoreStartError(`The database did not start. ${spawnError ?? explainLog(log)}`);
    }
    if (performance.now() > deadline) {
      child.kill("SIGINT");
      throw new StoreStartError(`The database was not ready after ${startSeconds} s. Its log is ${logFile}.`);
    }
    await sleep(20);
  }
  return child;
}

/** The postmaster writes its pid on line 1 and its state on line 8 of `postmaster.pid`. */
function isReady(dataFolder: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(path.join(dataFolder, "postmaster.pid"), "utf8").split("\n");
    return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

/**
 * Stops what a killed server left behind in the data directory: its postmaster by a fast shutdown, and backends
 * whose postmaster is gone (they keep the shared memory, and a new postmaster refuses to start beside them).
 * Returns the pids it found. Every process is looked at, not only the one in `postmaster.pid`, which may be stale.
 */
export async function stopOrphans(dataFolder: string, fastSeconds = 30): Promise<readonly number[]> {
  const found = processesOfDataDirectory(dataFolder);
  if (found.length === 0) return found;
  const postmaster = postmasterPid(dataFolder);
  if (postmaster !== null && found.includes(postmaster)) {
    signal(postmaster, "SIGINT");
    await untilGone(() => processesOfDataDirectory(dataFolder), fastSeconds);
  }
  // SIGQUIT makes a backend leave at once without touching anything; the next start recovers from the log.
  for (const pid of processesOfDataDirectory(dataFolder)) signal(pid, "SIGQUIT");
  await untilGone(() => processesOfDataDirectory(dataFolder), 5);
  for (const pid of processesOfDataDirectory(dataFolder)) signal(pid, "SIGKILL");
  await untilGone(() => processesOfDataDirectory(dataFolder), 5);
  return found;
}

function postmasterPid(dataFolder: string): number | null {
  const file = path.join(dataFolder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  return startOfProcess(pid) === null ? null : pid;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

async function untilGone(list: () => readonly number[], seconds: number): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (list().length > 0 && performance.now() < deadline) await sleep(30);
}
