import { z } from "zod";
import type { Suppression } from "../../model/suppression.ts";
import { dateField } from "./date-field.ts";
import { nameField } from "./name-field.ts";
import { listOf, mapOf, orNull } from "./optional-field.ts";
import { textField } from "./text-field.ts";

const suppressionField: z.ZodType<Suppression> = z.strictObject({
  code: textField.describe("The finding that is borne, by its code."),
  reason: orNull(textField, "Why it is borne."),
  until: orNull(dateField, "The last day on which it is. Left out: for good."),
});

/** `metadata` of every document. */
export const metadataField = z.strictObject({
  name: nameField.describe("Its name, unique within its kind; references are `kind:name`."),
  title: orNull(textField, "What people call it."),
  labels: mapOf(z.string(), "Words to find and group it by."),
  annotations: mapOf(z.string(), "Whatever other tools note on it."),
  suppress: listOf(
    suppressionField,
    "Findings of the checker that are known and borne, each with its reason.",
  ),
});
