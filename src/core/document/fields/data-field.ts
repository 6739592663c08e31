import { z } from "zod";
import { controlPathParts } from "../../model/control-path.ts";
import type { DataRules } from "../../model/data-rules.ts";
import { countryField } from "./code-field.ts";
import { dateField } from "./date-field.ts";
import { listOf, mapOf, orNull } from "./optional-field.ts";
import { textField } from "./text-field.ts";

const unrestricted: DataRules = { jurisdictions: [], classification: null };

/** Where data may live, and how it is classified. */
export const dataField = z
  .strictObject({
    jurisdictions: listOf(
      countryField,
      "Countries in which it may live (ISO 3166-1). Empty: not restricted.",
    ),
    classification: orNull(textField, "Its class, such as confidential."),
  })
  .transform((rules): DataRules => rules)
  .default(unrestricted)
  .describe("Rules for the data it holds.");

/** Amounts by unit. */
export const capacityField = (description: string) => mapOf(z.number().min(0), description);

/** What components and services both can say of themselves. */
export const changeFields = {
  provides: listOf(
    z.enum(controlPathParts),
    "Parts of the control path that it gives: what people need in order to recover anything.",
  ),
  changedOn: orNull(
    dateField,
    "The day of its last change that is known. Tests before it no longer prove anything.",
  ),
};
