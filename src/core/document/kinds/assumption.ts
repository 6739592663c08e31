import { z } from "zod";
import type { AssumptionSpec } from "../../model/assumption.ts";
import { dateField } from "../fields/date-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { refTo } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of an Assumption. */
export const assumptionSpec: z.ZodType<AssumptionSpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  statement: textField.describe("What is taken to be so."),
  about: listOf(refTo(), "What it is about."),
  test: orNull(textField, "How one finds out whether it is so."),
  lastTestedOn: orNull(dateField, "The day on which that was last done."),
  holds: orNull(z.boolean(), "What came of it. Left out: not tested, or nobody knows."),
  expiresOn: orNull(dateField, "The last day on which it may be relied upon without being tested again."),
});
