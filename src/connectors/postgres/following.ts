import { randomUUID } from "node:crypto";
import { z } from "zod";
import { componentRef } from "#connectors/read-access.ts";
import type { ServerAccess } from "./access.ts";
import { NotPossible } from "./fault.ts";
import { gapBytes, hasReached } from "./lsn.ts";
import { readMarker, writeMarker } from "./marker.ts";
import { poll } from "./poll.ts";
import { readState, type ServerState } from "./server-state.ts";
import { withSession } from "./session.ts";

/** The parameters of every check that holds a standby against its primary. */
export const pairParameters = {
  primary: componentRef,
  standby: componentRef,
  withinSeconds: z.number().positive().max(600).default(10).describe("How long the standby may take"),
};

/** How far a standby follows. Without `followed` the numbers say how far it came. */
export type Following = {
  readonly followed: boolean;
  readonly primaryLsn: string;
  readonly standbyLsn: string | null;
  readonly gapBytes: number | null;
  readonly primaryTimeline: number | null;
  readonly standbyTimeline: number | null;
  readonly waitedMilliseconds: number;
};

/**
 * Whether the standby follows the primary: a marker is written on the primary, and it follows when
 * the marker can be read on the standby and its log position has been replayed there. The state
 * that the primary shows for it proves nothing: it flickers `streaming` while a standby hangs at a
 * fork of timelines for ever.
 */
export function proveFollowing(
  primary: ServerAccess,
  standby: ServerAccess,
  withinSeconds: number,
  signal: AbortSignal,
): Promise<Following> {
  return withSession(standby, signal, async (standbySession) => {
    const written = await mark(primary, signal);
    const startedAt = performance.now();
    let last: ServerState | null = null;
    const arrived = await poll(
      async () => {
        last = await readState(standbySession);
        if (!hasReached(last.replayedLsn, written.lsn)) return null;
        return (await readMarker(standbySession, "streaming")) === written.value ? last : null;
      },
      { limitSeconds: withinSeconds, everyMilliseconds: 20, signal },
    );
    const seen = arrived ?? last;
    const standbyLsn = seen?.replayedLsn ?? null;
    return {
      followed: arrived !== null,
      primaryLsn: written.lsn,
      standbyLsn,
      gapBytes: standbyLsn === null ? null : gapBytes(written.lsn, standbyLsn),
      primaryTimeline: written.timeline,
      standbyTimeline: seen?.timeline ?? null,
      waitedMilliseconds: Math.round(performance.now() - startedAt),
    };
  });
}

function mark(primary: ServerAccess, signal: AbortSignal) {
  return withSession(primary, signal, async (session) => {
    const state = await readState(session);
    if (state.inRecovery) throw new NotPossible("the server given as primary is itself in recovery");
    const value = randomUUID();
    return { value, lsn: await writeMarker(session, "streaming", value), timeline: state.timeline };
  });
}

/** Why it does not follow, in words. */
export function whyNotFollowing(following: Following, withinSeconds: number): string {
  const gap = following.gapBytes === null ? "an unknown gap" : `${following.gapBytes} bytes behind`;
  return `the marker did not arrive on the standby in ${withinSeconds} s (${gap})`;
}
