import { poll } from "#connectors/postgres/poll.ts";
import { findServerProcesses } from "./processes.ts";

/** What killing found: how many processes, in how many passes, and whether any is left. */
export type KillReport = { readonly killed: number; readonly passes: number; readonly left: number };

/** Looks in a row that must find none: one empty look can fall between a death and a restart. */
const cleanLooks = 2;
const limitSeconds = 20;

/**
 * Kills every process of a server with SIGKILL and looks again, until two looks in a row find none: a postmaster can
 * start a child between the look and the kill, and an init system can start the server anew.
 */
export async function killServer(dataDirectory: string, signal: AbortSignal): Promise<KillReport> {
  const seen = new Set<number>();
  let passes = 0;
  let clean = 0;
  const report = await poll(
    async () => {
      const alive = await findServerProcesses(dataDirectory);
      passes += 1;
      clean = alive.length === 0 ? clean + 1 : 0;
      for (const pid of alive) {
        seen.add(pid);
        kill(pid);
      }
      return clean >= cleanLooks ? { killed: seen.size, passes, left: 0 } : null;
    },
    { limitSeconds, everyMilliseconds: 10, signal },
  );
  return report ?? { killed: seen.size, passes, left: (await findServerProcesses(dataDirectory)).length };
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It has gone by itself since we looked.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
