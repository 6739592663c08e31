import { z } from "zod";
import { runbookPurposes } from "../../model/run-plan.ts";
import type { RunbookSpec } from "../../model/runbook.ts";
import { checkField } from "../fields/call-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { refField } from "../fields/ref-field.ts";
import { stepField } from "../fields/step-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Runbook. */
export const runbookSpec: z.ZodType<RunbookSpec> = z.strictObject({
  description: orNull(textField),
  purpose: z.enum(runbookPurposes),
  recovers: listOf(refField),
  from: orNull(refField),
  to: orNull(refField),
  accountable: orNull(refField),
  impact: orNull(checkField),
  steps: z.array(stepField).min(1),
});
