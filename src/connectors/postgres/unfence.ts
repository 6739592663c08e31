import { z } from "zod";
import { type CallContext, defineAction } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { localServerOf, readAccess } from "./access.ts";
import { NotPossible } from "./fault.ts";
import { readFenceMark, removeFence } from "./host/fence-mark.ts";
import { readServerState } from "./server-state.ts";
import { settleAct, settleCheck } from "./settle.ts";

const parameters = z.strictObject({
  target: componentRef.describe("The fenced server"),
  unlessWritable: componentRef.describe(
    "The server that must be a standby now, or a second writer would arise",
  ),
});

/** Takes a fence away. It starts nothing: the server is as it was, stopped. */
export const unfence = defineAction({
  title: "Take the fence of a server away",
  parameters,
  policy: "idempotent",
  timeoutSeconds: 15,
  destructive: true,
  plan: ({ target, unlessWritable }, context) =>
    settleCheck(context, async () => {
      await demandNoWriter(context, unlessWritable);
      const mark = await readFenceMark(
        localServerOf(target, await readAccess(context, target)).dataDirectory,
      );
      return { status: "done", output: { fencedAt: mark?.fencedAt ?? null } };
    }),
  act: ({ target, unlessWritable }, context) =>
    settleAct(context, async (effects) => {
      const local = localServerOf(target, await readAccess(context, target));
      await demandNoWriter(context, unlessWritable);
      effects.begin();
      const mark = await removeFence(local.dataDirectory);
      return { status: "done", output: { wasFencedAt: mark?.fencedAt ?? null } };
    }),
});

/** A server that does not answer may well be writing: only one that says it is a standby is none. */
async function demandNoWriter(context: CallContext, component: string): Promise<void> {
  const state = await readServerState(await readAccess(context, component), context.signal);
  if (!state.inRecovery) throw new NotPossible(`${component} is a writer now: the fence must stay`);
}
