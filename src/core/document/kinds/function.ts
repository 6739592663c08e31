import { z } from "zod";
import type { FunctionSpec } from "../../model/function.ts";
import { dependsOnField } from "../fields/dependency-field.ts";
import { exposureField } from "../fields/exposure-field.ts";
import { objectivesField } from "../fields/objectives-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { scopeFields } from "../fields/scope-fields.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Function. */
export const functionSpec: z.ZodType<FunctionSpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  ...scopeFields,
  priority: orNull(z.int().min(1), "The order of recovery as its owner wants it; 1 comes first."),
  objectives: objectivesField,
  dependsOn: dependsOnField,
  regulations: listOf(textField, "Laws and standards that ask for it."),
  exposure: exposureField,
});
