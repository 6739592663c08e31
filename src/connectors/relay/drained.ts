import { z } from "zod";
import { defineStateCheck } from "./define-state-check.ts";
import { isDrained } from "./drain.ts";
import { entranceParameters } from "./entrance-state.ts";

/** Whether no target works on a request any more, and none can get a new one. */
export const drained = defineStateCheck({
  title: "No request is in flight",
  parameters: z.strictObject(entranceParameters),
  holds: isDrained,
  expected: () => "hold or off, 0 in flight",
});
