import { z } from "zod";
import type { RosterSpec, Shift } from "../../model/roster.ts";
import { timeZoneField } from "../fields/code-field.ts";
import { instantField, instantFieldLike } from "../fields/date-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { refTo } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

const shiftField = z
  .strictObject({
    person: refTo("person").describe("Who is on duty."),
    role: orNull(textField, "As what, such as second line."),
    from: instantField.describe("When it begins."),
    until: instantFieldLike("2026-03-31T16:00:00Z").describe(
      "When it ends; the next begins at this very moment.",
    ),
  })
  .transform((shift, context): Shift => {
    if (shift.until <= shift.from) {
      context.issues.push({
        code: "custom",
        input: shift.until,
        path: ["until"],
        message: "the shift ends before it begins",
        params: { help: "until must be later than from" },
      });
    }
    return shift;
  });

const rotationField = z
  .strictObject({
    from: instantField.describe("When the first of them begins."),
    every: durationField.describe("How long each is on duty, such as P7D."),
    people: z.array(refTo("person")).min(1).describe("Who takes turns, in this order."),
  })
  .transform(({ every, ...rotation }) => ({ ...rotation, everySeconds: every }));

/** `spec` of a Roster. */
export const rosterSpec: z.ZodType<RosterSpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  team: refTo("team").describe("Whose duty it is."),
  timeZone: timeZoneField
    .default("UTC")
    .describe("IANA name; in it the handovers of a rotation keep their time of day. Left out: UTC."),
  shifts: listOf(shiftField, "Stretches of duty; they go before the rotation."),
  rotation: orNull(rotationField, "People who take turns."),
});
