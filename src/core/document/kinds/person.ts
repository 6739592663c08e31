import { z } from "zod";
import type { PersonSpec } from "../../model/person.ts";
import { dateField } from "../fields/date-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { listOf, mapOf, orNull } from "../fields/optional-field.ts";
import { descriptionField } from "../fields/owner-field.ts";
import { refKeyTo, refTo } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Person. */
export const personSpec: z.ZodType<PersonSpec> = z
  .strictObject({
    description: descriptionField,
    email: orNull(textField, "Where to write."),
    phone: orNull(textField, "Where to call, with the code of the country."),
    teams: listOf(refTo("team"), "The teams they belong to. Teams can also list them."),
    skills: listOf(textField, "What they can do."),
    site: orNull(refTo("site"), "Where they normally work."),
    canReach: mapOf(durationField, 'Time to travel to sites: { "site:west": PT1H30M }.', refKeyTo("site")),
    contactConfirmedOn: orNull(dateField, "The day on which mail and telephone were last known to be right."),
    deputy: orNull(refTo("person"), "Who acts for them."),
  })
  .transform(({ canReach, ...person }): PersonSpec => ({ ...person, canReachSeconds: canReach }));
