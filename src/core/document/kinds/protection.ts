import { z } from "zod";
import { type ProtectionSpec, protectionMethods } from "../../model/protection.ts";
import { dateField, periodField } from "../fields/date-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { refTo } from "../fields/ref-field.ts";

/** `spec` of a Protection. */
export const protectionSpec: z.ZodType<ProtectionSpec> = z
  .strictObject({
    description: descriptionField,
    owner: ownerField,
    protects: refTo("component", "service").describe("Whose data it keeps."),
    method: z.enum(protectionMethods).describe("How."),
    source: orNull(refTo("component"), "Where the data is read from. Left out: what it protects."),
    target: orNull(refTo("component"), "The component that holds the copy."),
    targetSite: orNull(refTo("site"), "The site that holds the copy."),
    interval: orNull(durationField, "Time between two copies."),
    streaming: z
      .boolean()
      .default(false)
      .describe("Whether it follows all the time instead of at intervals."),
    expectedLag: orNull(durationField, "How far the copy is behind in normal times, where it streams."),
    retention: orNull(periodField, "How long a copy is kept, such as P30D."),
    restoreDuration: orNull(durationField, "How long a restore from it takes."),
    immutable: z
      .boolean()
      .default(false)
      .describe("Whether nobody can change or delete a copy before its retention is over."),
    offline: z.boolean().default(false).describe("Whether it cannot be reached from what it protects."),
    lastVerifiedRestoreOn: orNull(dateField, "The day of the last restore that was started and queried."),
  })
  .transform(
    ({ interval, expectedLag, restoreDuration, ...protection }): ProtectionSpec => ({
      ...protection,
      intervalSeconds: interval,
      expectedLagSeconds: expectedLag,
      restoreDurationSeconds: restoreDuration,
    }),
  );
