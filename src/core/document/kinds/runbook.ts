import { z } from "zod";
import { runbookPurposes } from "../../model/run-plan.ts";
import type { RunbookSpec } from "../../model/runbook.ts";
import { checkField } from "../fields/call-field.ts";
import { dateField } from "../fields/date-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { refTo, someone } from "../fields/ref-field.ts";
import { stepField } from "../fields/step-field.ts";

/** `spec` of a Runbook. */
export const runbookSpec: z.ZodType<RunbookSpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  changedOn: orNull(
    dateField,
    "The day of its last change of substance. Exercises before it no longer prove it.",
  ),
  purpose: z.enum(runbookPurposes).describe("What it is for."),
  recovers: listOf(refTo("service", "component", "function", "site"), "What is back when it has ended."),
  from: orNull(refTo("site"), "The site that is left."),
  to: orNull(refTo("site"), "The site that takes over."),
  accountable: orNull(refTo(...someone), "Who answers for each step that names nobody itself."),
  impact: orNull(checkField, "Reads the outside record of the impact: when it began, when it ended."),
  steps: z
    .array(stepField)
    .min(1)
    .describe("What is done. Each step follows the one before it unless it says otherwise."),
});
