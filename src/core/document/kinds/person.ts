import { z } from "zod";
import type { PersonSpec } from "../../model/person.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { refField } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Person. */
export const personSpec: z.ZodType<PersonSpec> = z.strictObject({
  email: orNull(textField),
  phone: orNull(textField),
  teams: listOf(refField),
});
