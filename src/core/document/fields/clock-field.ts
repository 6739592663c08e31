import { z } from "zod";
import type { ExpectedClock } from "../../model/expected-clock.ts";
import { stepDurationField } from "./duration-field.ts";
import { orNull } from "./optional-field.ts";

/** How long the parts of an outage take for which no step of a runbook stands. */
export const clockField: z.ZodType<ExpectedClock> = z.strictObject({
  detect: orNull(
    stepDurationField,
    "From the first failure to somebody knowing of it. Left out: what monitors say.",
  ),
  decide: orNull(stepDurationField, "From there to the decision to recover."),
  mobilise: orNull(stepDurationField, "From there to the first hands at work."),
  verify: orNull(stepDurationField, "From the last step to the proof that it works."),
  traffic: orNull(stepDurationField, "From there to users being back."),
});
