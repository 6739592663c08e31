import { setTimeout as sleep } from "node:timers/promises";
import { type ProcessEntry, readProcess } from "./process-table.ts";

/** What names a process for good. */
export type ProcessIdentity = { readonly pid: number; readonly startedAt: string };

/** Whether exactly this process still runs, and not another one that got its pid. */
export function isRunning(identity: ProcessIdentity): boolean {
  return readProcess(identity.pid)?.startedAt === identity.startedAt;
}

/** Sends a signal to a process if it is still the same one; returns whether it was sent. */
export function sendSignal(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isRunning(identity)) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * Kills every process that `find` returns, again until none is left: a postmaster can start a child
 * between two looks. Returns how many were killed. Throws when some survive ten rounds.
 */
export async function killAll(find: () => readonly ProcessEntry[]): Promise<number> {
  const killed = new Set<string>();
  for (let round = 0; round < 200; round++) {
    const left = find();
    if (left.length === 0) return killed.size;
    for (const entry of left) if (sendSignal(entry, "SIGKILL")) killed.add(`${entry.pid} ${entry.startedAt}`);
    await sleep(round < 3 ? 5 : 50);
  }
  throw new Error(
    `these processes did not end when killed: ${find()
      .map((entry) => entry.pid)
      .join(", ")}`,
  );
}

/**
 * Ends one process: continued first when it is frozen, asked politely, killed when it has not ended
 * within `patienceSeconds`.
 */
export async function endProcess(
  identity: ProcessIdentity,
  options: { readonly signal?: NodeJS.Signals; readonly patienceSeconds?: number } = {},
): Promise<void> {
  if (!sendSignal(identity, "SIGCONT")) return;
  sendSignal(identity, options.signal ?? "SIGTERM");
  const deadline = performance.now() + (options.patienceSeconds ?? 5) * 1000;
  while (isRunning(identity) && performance.now() < deadline) await sleep(10);
  await killAll(() => {
    const entry = readProcess(identity.pid);
    return entry?.startedAt === identity.startedAt ? [entry] : [];
  });
}
