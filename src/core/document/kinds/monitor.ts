import { z } from "zod";
import type { MonitorSpec } from "../../model/monitor.ts";
import { checkField } from "../fields/call-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { dependable, refTo } from "../fields/ref-field.ts";

const thresholdField = z
  .strictObject({
    for: orNull(durationField, "How long the check must fail before it counts. Left out: at once."),
    quorum: z.int().min(1).default(1).describe("How many vantage points must see it."),
  })
  .transform((threshold) => ({ forSeconds: threshold.for, quorum: threshold.quorum }));

/** `spec` of a Monitor. */
export const monitorSpec: z.ZodType<MonitorSpec> = z
  .strictObject({
    description: descriptionField,
    owner: ownerField,
    watches: listOf(refTo(...dependable, "protection"), "What it watches."),
    check: orNull(checkField, "What it looks at."),
    every: orNull(durationField, "Time between two looks."),
    threshold: orNull(thresholdField, "When what it sees counts as a failure."),
  })
  .transform(({ every, ...monitor }): MonitorSpec => ({ ...monitor, everySeconds: every }));
