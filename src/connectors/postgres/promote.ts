import { z } from "zod";
import { type CallContext, defineAction } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { readAccess, type ServerAccess } from "./access.ts";
import { NotPossible, ServerFault } from "./fault.ts";
import { proveFenced } from "./fence-proof.ts";
import { readMarker, writeMarker } from "./marker.ts";
import { poll } from "./poll.ts";
import { waitForReplay } from "./replay.ts";
import { readState, type ServerState } from "./server-state.ts";
import { type Session, withSession } from "./session.ts";
import { settleAct, settleCheck } from "./settle.ts";

const parameters = z.strictObject({
  target: componentRef.describe("The standby that becomes the primary"),
  fenced: componentRef.optional().describe("The old primary: nothing is promoted before it is proven fenced"),
});

type Parameters = z.output<typeof parameters>;

/** Seconds the server may take to end recovery; the statement's own limit is a little longer. */
const promotionSeconds = 30;
const markerName = "promote";

/** Makes a standby the primary, once the old one is proven fenced and all that was received is replayed. */
export const promote = defineAction({
  title: "Promote a standby",
  parameters,
  policy: "observe",
  timeoutSeconds: 60,
  destructive: true,
  plan: (given, context) =>
    settleCheck(context, async () => {
      await demandFence(given, context);
      return withSession(await readAccess(context, given.target), context.signal, async (session) => {
        const state = await readState(session);
        if (!state.inRecovery)
          throw new NotPossible(`${given.target} is not in recovery: it is a primary already`);
        return { status: "done", output: { wouldPromoteAtLsn: state.receivedLsn ?? state.replayedLsn } };
      });
    }),
  act: (given, context) =>
    settleAct(context, async (effects) => {
      const server = await readAccess(context, given.target);
      return withSession(server, context.signal, async (session) => {
        const standing = await alreadyDone(session, context.key);
        if (standing) return standing;
        await demandFence(given, context);
        const before = await waitForReplay(session, promotionSeconds, context.signal);
        effects.begin();
        await promoteNow(session, context.signal);
        return report(session, context.key, before);
      });
    }),
  observe: ({ target }, context) =>
    settleCheck(context, async () =>
      withSession(await readAccess(context, target), context.signal, async (session) => {
        const state = await readState(session);
        if (state.inRecovery) return { status: "failed", message: `${target} is still in recovery` };
        if (state.timeline === null || state.timeline < 2) {
          return { status: "failed", message: `${target} is a primary that was never promoted (timeline 1)` };
        }
        return { status: "done", output: outputOf(state, null) };
      }),
    ),
});

/** A second act with the key of the first finds its mark and changes nothing; with another key it is refused. */
async function alreadyDone(session: Session, key: string): Promise<Outcome | null> {
  const state = await readState(session);
  if (state.inRecovery) return null;
  if ((await readMarker(session, markerName)) === key)
    return { status: "done", output: outputOf(state, null) };
  return { status: "failed", message: "not in recovery: it is a primary already" };
}

async function demandFence(given: Parameters, context: CallContext): Promise<void> {
  if (given.fenced === undefined) return;
  const server = await readAccess(context, given.fenced);
  const proof = await proveFenced(given.fenced, server);
  if (!proof.proven && !(proof.startsAsStandby && (await servesAsStandby(server, context.signal))))
    throw new NotPossible(`${given.fenced} is not proven fenced: ${proof.missing.join("; ")}`);
}

/**
 * Whether a fenced server that somebody started again came up as what the fence left of it: a
 * standby, which cannot write. One that does not answer is not proven to be anything.
 */
async function servesAsStandby(server: ServerAccess, signal: AbortSignal): Promise<boolean> {
  try {
    return await withSession(server, signal, async (session) => (await readState(session)).inRecovery);
  } catch (error) {
    if (error instanceof ServerFault) return false;
    throw error;
  }
}

/** Asks for the promotion and looks itself whether it is over: the server's own wait looks every 100 ms only. */
async function promoteNow(session: Session, signal: AbortSignal): Promise<void> {
  await session.query("select pg_promote(false)");
  const promoted = await poll(
    async () => {
      const [row] = await session.query<{ over: boolean }>("select not pg_is_in_recovery() as over");
      return row?.over ? true : null;
    },
    { limitSeconds: promotionSeconds, everyMilliseconds: 5, signal },
  );
  if (promoted) return;
  // The request was given and cannot be taken back: it may still be carried out.
  throw new ServerFault("silent", `the promotion has not finished in ${promotionSeconds} s`);
}

async function report(session: Session, key: string, before: ServerState): Promise<Outcome> {
  const state = await readState(session);
  if (state.inRecovery) return { status: "unknown", message: "asked to promote, and still in recovery" };
  await writeMarker(session, markerName, key);
  return { status: "done", output: outputOf(state, before) };
}

function outputOf(state: ServerState, before: ServerState | null) {
  return {
    timeline: state.timeline,
    lsn: state.currentLsn,
    replayedLsn: before?.replayedLsn ?? state.replayedLsn,
    lastReplayedCommitAt: before?.lastReplayedCommitAt ?? state.lastReplayedCommitAt,
    observedAt: state.observedAt,
  };
}
