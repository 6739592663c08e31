import { z } from "zod";
import { defineStateCheck } from "./define-state-check.ts";
import { entranceParameters } from "./entrance-state.ts";

/** Whether the traffic is fenced: the entrance is off and nothing of before is still on its way. */
export const isOff = defineStateCheck({
  title: "The entrance is off",
  parameters: z.strictObject(entranceParameters),
  holds: ({ mode, inFlight }) => mode === "off" && inFlight === 0,
  expected: () => "off, 0 in flight",
});
