import { NotPossible } from "./fault.ts";
import { hasReached } from "./lsn.ts";
import { poll } from "./poll.ts";
import { readState, type ServerState } from "./server-state.ts";
import type { Session } from "./session.ts";

const everyMilliseconds = 50;
const stillSeconds = 0.25;

/**
 * Waits until a standby has replayed all it has received, and gives its state then. A standby that
 * has received nothing since its start replays what its own log holds: there the end is when the
 * replayed position has stood still for a while. Where replay is paused it does not wait:
 * promotion replays the rest whatever the pause.
 */
export async function waitForReplay(
  session: Session,
  limitSeconds: number,
  signal: AbortSignal,
): Promise<ServerState> {
  let last: string | null = null;
  let movedAt = performance.now();
  const state = await poll(
    async () => {
      const now = await readState(session);
      if (!now.inRecovery || now.replayPaused) return now;
      if (now.replayedLsn !== last) movedAt = performance.now();
      last = now.replayedLsn;
      if (now.receivedLsn === null) return performance.now() - movedAt >= stillSeconds * 1000 ? now : null;
      return hasReached(now.replayedLsn, now.receivedLsn) ? now : null;
    },
    { limitSeconds, everyMilliseconds, signal },
  );
  if (state) return state;
  throw new NotPossible(`it has not replayed all it has received in ${limitSeconds} s`);
}
