import { z } from "zod";
import type { ComponentSpec } from "../../model/component.ts";
import { dependencyField } from "../fields/dependency-field.ts";
import { jsonObjectField } from "../fields/json-object-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { refField } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Component. */
export const componentSpec: z.ZodType<ComponentSpec> = z.strictObject({
  description: orNull(textField),
  site: orNull(refField),
  type: orNull(textField),
  owner: orNull(refField),
  dependsOn: listOf(dependencyField),
  access: z.record(z.string(), jsonObjectField).default({}),
});
