import { z } from "zod";
import { type CallContext, defineAction } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { localServerOf, readAccess, type ServerAccess } from "./access.ts";
import { NotPossible } from "./fault.ts";
import { readFenceMark, removeFence, startsAsStandby } from "./host/fence-mark.ts";
import { findServerProcesses } from "./host/processes.ts";
import { runServer } from "./run-server.ts";
import { readServerState, type ServerState } from "./server-state.ts";
import { settleAct, settleCheck } from "./settle.ts";

const parameters = z
  .strictObject({
    target: componentRef,
    as: z.enum(["standby", "primary"]).default("standby"),
    unlessWritable: componentRef.optional().describe("As primary: the server that must not be a writer"),
    liftFence: z
      .boolean()
      .default(false)
      .describe("As primary: take the fence's mark away first; undoes a stop with `asStandby`"),
    withinSeconds: z.number().positive().max(3600).default(60),
  })
  .refine(({ as, unlessWritable }) => as === "standby" || unlessWritable !== undefined, {
    message: "a start as primary names in unlessWritable the server that must not be a writer",
    path: ["unlessWritable"],
  })
  .refine(({ as, liftFence }) => as === "primary" || !liftFence, {
    message: "only a start as primary lifts a fence",
    path: ["liftFence"],
  });

type Parameters = z.output<typeof parameters>;

/** Starts a stopped server in the role that was asked for, and in no other. */
export const start = defineAction({
  title: "Start a server",
  parameters,
  policy: "observe",
  timeoutSeconds: 90,
  destructive: false,
  plan: (given, context) =>
    settleCheck(context, async () => {
      const server = await readAccess(context, given.target);
      await demandRole(given, server, context);
      return { status: "done", output: { wouldStartAs: given.as } };
    }),
  act: (given, context) =>
    settleAct(context, async (effects) => {
      const server = await readAccess(context, given.target);
      const local = localServerOf(given.target, server);
      if ((await findServerProcesses(local.dataDirectory)).length > 0) {
        return judge(given, await readServerState(server, context.signal));
      }
      await demandRole(given, server, context);
      context.signal.throwIfAborted();
      effects.begin();
      if (given.liftFence) await removeFence(local.dataDirectory);
      const { state } = await runServer(given.target, server, given.withinSeconds, context.signal);
      return judge(given, state);
    }),
  observe: (given, context) =>
    settleCheck(context, async () => {
      const server = await readAccess(context, given.target);
      const local = localServerOf(given.target, server);
      if ((await findServerProcesses(local.dataDirectory)).length === 0) {
        return { status: "failed", message: `${given.target} does not run` };
      }
      return judge(given, await readServerState(server, context.signal));
    }),
});

async function demandRole(given: Parameters, server: ServerAccess, context: CallContext): Promise<void> {
  const { dataDirectory } = localServerOf(given.target, server);
  const mark = given.liftFence ? await readFenceMark(dataDirectory) : null;
  const asStandby = (await startsAsStandby(dataDirectory)) && !mark?.addedStandbySignal;
  if (asStandby !== (given.as === "standby")) {
    const would = asStandby ? "a standby" : "a primary";
    throw new NotPossible(`${given.target} would start as ${would}, and ${given.as} was asked for`);
  }
  if (given.unlessWritable === undefined) return;
  const other = await readServerState(await readAccess(context, given.unlessWritable), context.signal);
  if (!other.inRecovery)
    throw new NotPossible(`${given.unlessWritable} is a writer: a second one must not start`);
}

function judge(given: Parameters, state: ServerState): Outcome {
  const role = state.inRecovery ? "standby" : "primary";
  const output = { role, timeline: state.timeline };
  if (role === given.as) return { status: "done", output };
  return { status: "failed", message: `${given.target} runs as ${role}`, output };
}
