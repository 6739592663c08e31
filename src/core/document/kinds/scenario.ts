import { z } from "zod";
import type { ScenarioSpec } from "../../model/scenario.ts";
import { instantField } from "../fields/date-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { dependable, refTo, someone } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Scenario. */
export const scenarioSpec: z.ZodType<ScenarioSpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  fails: listOf(refTo(...dependable), "What is lost."),
  suspect: orNull(
    z.strictObject({
      data: listOf(refTo("component", "service", "protection"), "Whose data may have been tampered with."),
      since: orNull(instantField, "Since when. Left out: nobody knows."),
    }),
    "What cannot be trusted any more, as after an intrusion.",
  ),
  missing: listOf(refTo(...someone), "Who is not there."),
  likelihood: orNull(textField, "How likely it is, in words."),
});
