import { z } from "zod";
import { type RiskSpec, riskTreatments } from "../../model/risk.ts";
import { dateField } from "../fields/date-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { refTo } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

const degree = z.int().min(1).max(5);

/** `spec` of a Risk. */
export const riskSpec: z.ZodType<RiskSpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  statement: textField.describe("What may go wrong."),
  threatens: listOf(refTo(), "What it would hit."),
  likelihood: orNull(degree, "How likely it is, 1 to 5."),
  impact: orNull(degree, "How bad it would be, 1 to 5."),
  treatment: orNull(z.enum(riskTreatments), "What is done about it."),
  treatedBy: listOf(refTo(), "What does it: plans, protections, contracts …"),
  reviewBy: orNull(dateField, "The day by which it is looked at again."),
});
