import type { LocalServer, ServerAccess } from "./access.ts";
import { NotPossible, ServerFault } from "./fault.ts";
import { logTail, type StartedServer } from "./host/server-process.ts";
import { poll } from "./poll.ts";
import { readServerState, type ServerState } from "./server-state.ts";

/**
 * Waits until a server that was just started answers SQL, and gives its state. Throws `NotPossible`
 * with the end of its output where it ends or does not answer within the limit. A standby never
 * says "ready to accept connections", so nothing is read from its output.
 */
export async function waitUntilItAnswers(
  server: ServerAccess,
  local: LocalServer,
  started: StartedServer,
  limitSeconds: number,
  signal: AbortSignal,
): Promise<ServerState> {
  const state = await poll(
    async () => {
      const ended = started.exited();
      if (ended !== null) throw new NotPossible(`postgres ended at once (${ended}): ${await logTail(local)}`);
      return readServerState(server, signal).catch(stillStarting);
    },
    { limitSeconds, everyMilliseconds: 50, signal },
  );
  if (state) return state;
  throw new NotPossible(
    `postgres does not answer SQL ${limitSeconds} s after its start: ${await logTail(local)}`,
  );
}

function stillStarting(error: unknown): null {
  if (!(error instanceof ServerFault) || error.kind === "cancelled") throw error;
  // 28…: it is up and refuses our login, which waiting does not change.
  if (error.code?.startsWith("28")) throw new NotPossible(error.message);
  return null;
}
