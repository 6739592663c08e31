import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { readAccess } from "./access.ts";
import { readServerState } from "./server-state.ts";
import { settleCheck } from "./settle.ts";

/** The server is in recovery: it answers reads and accepts no write. */
export const standby = defineCheck({
  title: "The server is a standby: in recovery",
  parameters: z.strictObject({ target: componentRef }),
  check: ({ target }, context) =>
    settleCheck(context, async () => {
      const state = await readServerState(await readAccess(context, target), context.signal);
      if (!state.inRecovery)
        return { status: "failed", message: `${target} is a primary`, output: { ...state } };
      return { status: "done", output: { ...state } };
    }),
});
