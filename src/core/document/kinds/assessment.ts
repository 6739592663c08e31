import { z } from "zod";
import type { AssessmentSpec } from "../../model/assessment.ts";
import { dateField } from "../fields/date-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { exposureField } from "../fields/exposure-field.ts";
import { orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { percentField } from "../fields/percent-field.ts";
import { refTo, someone } from "../fields/ref-field.ts";

/** `spec` of an Assessment. */
export const assessmentSpec: z.ZodType<AssessmentSpec> = z
  .strictObject({
    description: descriptionField,
    owner: ownerField,
    function: refTo("function").describe("What was assessed."),
    assessedOn: orNull(dateField, "When."),
    by: orNull(refTo(...someone), "By whom."),
    mtd: orNull(durationField, "Maximum tolerable downtime that was found."),
    mbco: orNull(percentField, "Share of normal that must be kept up."),
    exposure: exposureField,
    signedBy: orNull(refTo(...someone), "Who agreed to it."),
    signedOn: orNull(dateField, "When they did."),
    expiresOn: orNull(dateField, "The last day on which it counts."),
  })
  .transform(
    ({ mtd, mbco, ...assessment }): AssessmentSpec => ({ ...assessment, mtdSeconds: mtd, mbcoPercent: mbco }),
  );
