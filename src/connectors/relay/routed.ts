import { z } from "zod";
import { defineStateCheck } from "./define-state-check.ts";
import { entranceParameters } from "./entrance-state.ts";

/** Whether traffic flows to one target. */
export const routed = defineStateCheck({
  title: "The entrance is open to a target",
  parameters: z.strictObject({ ...entranceParameters, to: z.string().min(1) }),
  holds: ({ active, mode }, { to }) => active === to && mode === "open",
  expected: ({ to }) => `${to}, open`,
});
