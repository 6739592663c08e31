import { z } from "zod";
import type { PolicySpec } from "../../model/policy.ts";
import { documentKinds } from "../../model/ref.ts";
import { clockField } from "../fields/clock-field.ts";
import { periodField } from "../fields/date-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { listOf, mapOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";

const appliesToField = z.strictObject({
  kinds: listOf(z.enum(documentKinds), "Documents of these kinds."),
  labels: mapOf(z.string(), "Documents that carry all of these labels."),
  tiers: listOf(z.int().min(1).max(5), "Services of these tiers."),
});

const requiresField = z
  .strictObject({
    exerciseEvery: orNull(periodField, "How often it is exercised at least, such as P6M."),
    reviewEvery: orNull(periodField, "How often it is looked through at least."),
    rtoAtMost: orNull(durationField, "The longest recovery time objective that is allowed."),
    rpoAtMost: orNull(durationField, "The longest recovery point objective that is allowed."),
    offlineCopy: z
      .boolean()
      .default(false)
      .describe("Whether its data must be kept somewhere offline or immutable."),
  })
  .transform(({ rtoAtMost, rpoAtMost, ...requires }) => ({
    ...requires,
    rtoAtMostSeconds: rtoAtMost,
    rpoAtMostSeconds: rpoAtMost,
  }));

/** `spec` of a Policy. */
export const policySpec: z.ZodType<PolicySpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  appliesTo: appliesToField
    .default({ kinds: [], labels: {}, tiers: [] })
    .describe("What it is about; each list narrows it. Empty: everything."),
  requires: requiresField.describe("What is demanded."),
  clock: orNull(
    clockField,
    "How long the parts of an outage take where no plan says it; forecasts count them in with `--outage`.",
  ),
});
