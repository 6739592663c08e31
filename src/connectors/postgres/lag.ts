import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { readAccess, type ServerAccess } from "./access.ts";
import { ServerFault } from "./fault.ts";
import { gapBytes } from "./lsn.ts";
import { isoTime, readServerState, readState, type ServerState } from "./server-state.ts";
import { withSession } from "./session.ts";
import { settleCheck } from "./settle.ts";

const parameters = z.strictObject({
  primary: componentRef,
  standby: componentRef,
  maxBytes: z.int().min(0).optional(),
  maxSeconds: z.number().min(0).optional().describe("Seconds of data, not seconds of delay"),
});

/** How much data the standby lacks; null where it cannot be told. */
type Lag = {
  readonly lagBytes: number | null;
  /** Time between the newest commit on the primary and the newest one replayed on the standby. */
  readonly lagSeconds: number | null;
  /**
   * `exact`; `at most` where the primary keeps no commit times, so that its clock stands for its
   * newest commit; `at least` where the primary is away and the standby's clock does.
   */
  readonly bound: "exact" | "at most" | "at least";
  readonly lastReplayedCommitAt: string | null;
};

/** The data a loss of the primary would cost now, in bytes and in seconds of data. */
export const lag = defineCheck({
  title: "How far the standby is behind, in bytes and in seconds of data",
  parameters,
  check: (given, context) =>
    settleCheck(context, async () => {
      const primary = await readPrimary(await readAccess(context, given.primary), context.signal);
      const standby = await readServerState(await readAccess(context, given.standby), context.signal);
      const output = primary ? lagBehind(primary, standby) : lagAlone(standby);
      const message = [
        ...exceeded("bytes", output.lagBytes, given.maxBytes, output.bound),
        ...exceeded("seconds of data", output.lagSeconds, given.maxSeconds, output.bound),
      ].join("; ");
      return message === "" ? { status: "done", output } : { status: "failed", message, output };
    }),
});

type PrimaryState = ServerState & { readonly lastCommitAt: string | null };

/** The primary's state and newest commit; null when it does not answer, which is when lag matters most. */
async function readPrimary(server: ServerAccess, signal: AbortSignal): Promise<PrimaryState | null> {
  try {
    return await withSession(server, signal, async (session) => {
      const state = await readState(session);
      const [row] = await session.query<{ at: string | null }>(
        `select case when current_setting('track_commit_timestamp')::boolean
           then ${isoTime("(select timestamp from pg_last_committed_xact())")} end as at`,
      );
      return { ...state, lastCommitAt: row?.at ?? null };
    });
  } catch (error) {
    if (error instanceof ServerFault && error.kind !== "statement" && error.kind !== "cancelled") return null;
    throw error;
  }
}

function lagBehind(primary: PrimaryState, standby: ServerState): Lag {
  const { lastReplayedCommitAt, replayedLsn } = standby;
  const lagBytes = primary.currentLsn && replayedLsn ? gapBytes(primary.currentLsn, replayedLsn) : null;
  if (lagBytes === 0) return { lagBytes, lagSeconds: 0, bound: "exact", lastReplayedCommitAt };
  const newest = primary.lastCommitAt ?? primary.observedAt;
  const bound = primary.lastCommitAt === null ? "at most" : "exact";
  return { lagBytes, lagSeconds: secondsBetween(lastReplayedCommitAt, newest), bound, lastReplayedCommitAt };
}

function lagAlone(standby: ServerState): Lag {
  const { lastReplayedCommitAt, observedAt } = standby;
  const lagSeconds = secondsBetween(lastReplayedCommitAt, observedAt);
  return { lagBytes: null, lagSeconds, bound: "at least", lastReplayedCommitAt };
}

function secondsBetween(from: string | null, to: string): number | null {
  return from === null ? null : Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
}

function exceeded(
  unit: string,
  value: number | null,
  limit: number | undefined,
  bound: string,
): readonly string[] {
  if (limit === undefined) return [];
  if (value === null) return [`how many ${unit} it is behind cannot be told`];
  return value > limit
    ? [`${bound === "exact" ? "" : `${bound} `}${value} ${unit} behind, ${limit} allowed`]
    : [];
}
