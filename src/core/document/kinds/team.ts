import { z } from "zod";
import type { TeamSpec } from "../../model/team.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField } from "../fields/owner-field.ts";
import { refTo } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Team. */
export const teamSpec: z.ZodType<TeamSpec> = z.strictObject({
  description: descriptionField,
  capacity: orNull(z.number().min(0), "How many of them are available at once. A Roster refines it."),
  members: listOf(refTo("person"), "Who belongs to it. People can also say it of themselves."),
  lead: orNull(refTo("person"), "Who leads it."),
  skills: listOf(textField, "What all of them can do."),
});
