import { z } from "zod";
import type { TeamSpec } from "../../model/team.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { refField } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Team. */
export const teamSpec: z.ZodType<TeamSpec> = z.strictObject({
  description: orNull(textField),
  capacity: orNull(z.number().min(0)),
  members: listOf(refField),
});
