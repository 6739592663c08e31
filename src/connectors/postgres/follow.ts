import { z } from "zod";
import { type CallContext, defineAction } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { type LocalServer, localServerOf, readAccess, type ServerAccess } from "./access.ts";
import { NotPossible } from "./fault.ts";
import { type Following, proveFollowing, whyNotFollowing } from "./following.ts";
import { readControlFile } from "./host/control-file.ts";
import { ownerOf } from "./host/data-directory.ts";
import { forgetFence, writeStandbySignal } from "./host/fence-mark.ts";
import { findServerProcesses } from "./host/processes.ts";
import { parseLsn } from "./lsn.ts";
import { runServer } from "./run-server.ts";
import { readServerState } from "./server-state.ts";
import { settleAct, settleCheck } from "./settle.ts";
import { readForks } from "./timeline-fork.ts";
import {
  conninfoFor,
  ensureSlot,
  reachedVia,
  slotFor,
  standbyName,
  upstreamParameters,
  writeUpstream,
} from "./upstream.ts";

const parameters = z.strictObject({
  target: componentRef.describe("The old primary, stopped in order"),
  primary: componentRef.describe("The primary it will follow"),
  ...upstreamParameters,
  withinSeconds: z.number().positive().max(600).default(60),
});

type Parameters = z.output<typeof parameters>;

/**
 * Makes an old primary that was stopped in order follow the new one without a rebuild. After a
 * crash that must not be tried: it worked in 4 of 7 tries and hung for ever in 3.
 */
export const follow = defineAction({
  title: "Make a server that was stopped in order follow the new primary",
  parameters,
  policy: "observe",
  timeoutSeconds: 120,
  destructive: false,
  plan: (given, context) =>
    settleCheck(context, async () => {
      const pair = await prepare(given, context);
      await demandFollowable(given, context, pair);
      return {
        status: "done",
        output: { wouldFollow: given.primary, slot: slotFor(given.target, given.slot) },
      };
    }),
  act: (given, context) =>
    settleAct(context, async (effects) => {
      const pair = await prepare(given, context);
      const { target, primary, local } = pair;
      const running = (await findServerProcesses(local.dataDirectory)).length > 0;
      if (running && (await readServerState(target, context.signal)).inRecovery) {
        return judge(given, await proveFollowing(primary, target, given.withinSeconds, context.signal));
      }
      await demandFollowable(given, context, pair);
      effects.begin();
      const slot = slotFor(given.target, given.slot);
      await ensureSlot(primary, slot, context.signal);
      const conninfo = conninfoFor(primary, standbyName(given.target, target));
      await writeUpstream(local.dataDirectory, { conninfo, slot }, await ownerOf(local.dataDirectory), true);
      await writeStandbySignal(local.dataDirectory);
      await forgetFence(local.dataDirectory);
      await runServer(given.target, target, given.withinSeconds, context.signal);
      return judge(given, await proveFollowing(primary, target, given.withinSeconds, context.signal));
    }),
  observe: (given, context) =>
    settleCheck(context, async () => {
      const { target, primary, local } = await prepare(given, context);
      if ((await findServerProcesses(local.dataDirectory)).length === 0) {
        return { status: "failed", message: `${given.target} does not run` };
      }
      return judge(given, await proveFollowing(primary, target, given.withinSeconds, context.signal));
    }),
});

type Pair = { readonly target: ServerAccess; readonly primary: ServerAccess; readonly local: LocalServer };

async function prepare(given: Parameters, context: CallContext): Promise<Pair> {
  const target = await readAccess(context, given.target);
  const primary = reachedVia(await readAccess(context, given.primary), given.via);
  return { target, primary, local: localServerOf(given.target, target) };
}

async function demandFollowable(given: Parameters, context: CallContext, pair: Pair): Promise<void> {
  const { dataDirectory } = pair.local;
  if ((await findServerProcesses(dataDirectory)).length > 0) {
    throw new NotPossible(`${given.target} runs as a primary: stop it in order before it follows another`);
  }
  const control = await readControlFile(dataDirectory);
  if (!control.cleanlyStopped) {
    throw new NotPossible(`${given.target} was not stopped in order, so it may hang at the fork: rebuild it`);
  }
  const state = await readServerState(pair.primary, context.signal);
  if (state.inRecovery || state.timeline === null) throw new NotPossible(`${given.primary} is no primary`);
  const forks = await readForks(pair.primary, state.timeline, context.signal);
  const left = forks.find(({ timeline }) => timeline === control.timeline);
  const known = left !== undefined || control.timeline === state.timeline;
  if (!known)
    throw new NotPossible(`${given.target} is on timeline ${control.timeline}, not of this primary's line`);
  // Its last checkpoint must lie before the place where the new primary left its timeline.
  if (left && parseLsn(left.lsn) <= parseLsn(control.checkpointLsn)) {
    const message = `${given.target} has written past the fork at ${left.lsn} (its last: ${control.checkpointLsn})`;
    throw new NotPossible(`${message}: rebuild it`);
  }
}

function judge(given: Parameters, following: Following): Outcome {
  if (following.followed) return { status: "done", output: following };
  const message = `${whyNotFollowing(following, given.withinSeconds)}: rebuild it`;
  return { status: "failed", message, output: following };
}
