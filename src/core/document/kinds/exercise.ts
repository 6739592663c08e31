import { z } from "zod";
import { type ExerciseSpec, exerciseDepths, exerciseResults } from "../../model/exercise.ts";
import { dateField } from "../fields/date-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField, partOwnerField } from "../fields/owner-field.ts";
import { refTo, someone } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of an Exercise. */
export const exerciseSpec: z.ZodType<ExerciseSpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  plan: orNull(refTo("plan"), "The plan that is tested."),
  runbooks: listOf(refTo("runbook"), "The runbooks that are tested."),
  scenario: orNull(refTo("scenario"), "What is supposed to have happened."),
  depth: z
    .enum(exerciseDepths)
    .describe("From talking about it (walkthrough) to doing it in earnest (full)."),
  plannedOn: orNull(dateField, "The day for which it is planned."),
  heldOn: orNull(dateField, "The day on which it was held. Left out: not yet."),
  result: orNull(z.enum(exerciseResults), "How it ended."),
  participants: listOf(refTo(...someone), "Who took part."),
  findings: listOf(
    z.strictObject({
      text: textField.describe("What was found wanting."),
      owner: partOwnerField,
      closedOn: orNull(dateField, "The day on which it was put right. Left out: still open."),
    }),
    "What was found wanting.",
  ),
});
