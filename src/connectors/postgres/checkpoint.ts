import { z } from "zod";
import { defineAction } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { readAccess } from "./access.ts";
import { readServerState, readState } from "./server-state.ts";
import { withSession } from "./session.ts";
import { settleAct, settleCheck } from "./settle.ts";

const limitSeconds = 120;

/**
 * Writes a checkpoint. After a promotion it is needed before anything compares timelines from the
 * control file: a rewind against a server without it said "no rewind required" and broke the pair.
 */
export const checkpoint = defineAction({
  title: "Write a checkpoint",
  parameters: z.strictObject({ target: componentRef }),
  policy: "idempotent",
  timeoutSeconds: limitSeconds + 10,
  destructive: false,
  plan: ({ target }, context) =>
    settleCheck(context, async () => {
      const state = await readServerState(await readAccess(context, target), context.signal);
      return { status: "done", output: { wouldCheckpointAtLsn: state.currentLsn ?? state.replayedLsn } };
    }),
  act: ({ target }, context) =>
    settleAct(context, async (effects) =>
      withSession(await readAccess(context, target), context.signal, async (session) => {
        effects.begin();
        await session.query("checkpoint", [], limitSeconds);
        const state = await readState(session);
        return {
          status: "done",
          output: { lsn: state.currentLsn ?? state.replayedLsn, timeline: state.timeline },
        };
      }),
    ),
});
