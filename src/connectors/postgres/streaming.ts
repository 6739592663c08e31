import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { readAccess } from "./access.ts";
import { pairParameters, proveFollowing, whyNotFollowing } from "./following.ts";
import { settleCheck } from "./settle.ts";

/** The standby receives and replays what the primary writes, shown by a marker and by log position. */
export const streaming = defineCheck({
  title: "The standby follows the primary (proven by a marker)",
  parameters: z.strictObject(pairParameters),
  check: ({ primary, standby, withinSeconds }, context) =>
    settleCheck(context, async () => {
      const [from, to] = [await readAccess(context, primary), await readAccess(context, standby)];
      const output = await proveFollowing(from, to, withinSeconds, context.signal);
      if (output.followed) return { status: "done", output };
      return { status: "failed", message: whyNotFollowing(output, withinSeconds), output };
    }),
});
