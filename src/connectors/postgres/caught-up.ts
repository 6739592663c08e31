import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { readAccess } from "./access.ts";
import { pairParameters, proveFollowing, whyNotFollowing } from "./following.ts";
import { readServerState } from "./server-state.ts";
import { settleCheck } from "./settle.ts";

/** The standby could take over: in recovery, on the primary's timeline, and with all it had written. */
export const caughtUp = defineCheck({
  title: "The standby has caught up: same timeline, marker replayed",
  parameters: z.strictObject(pairParameters),
  check: ({ primary, standby, withinSeconds }, context) =>
    settleCheck(context, async () => {
      const [from, to] = [await readAccess(context, primary), await readAccess(context, standby)];
      const state = await readServerState(to, context.signal);
      if (!state.inRecovery)
        return { status: "failed", message: `${standby} is no standby: it is a primary` };
      const output = await proveFollowing(from, to, withinSeconds, context.signal);
      if (!output.followed)
        return { status: "failed", message: whyNotFollowing(output, withinSeconds), output };
      if (output.standbyTimeline !== output.primaryTimeline) {
        const message = `timeline ${output.standbyTimeline ?? "unknown"} instead of ${output.primaryTimeline}`;
        return { status: "failed", message, output };
      }
      return { status: "done", output };
    }),
});
