import { z } from "zod";
import type { VendorSpec } from "../../model/vendor.ts";
import { dateField } from "../fields/date-field.ts";
import { dependsOnField } from "../fields/dependency-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Vendor. */
export const vendorSpec: z.ZodType<VendorSpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  contacts: listOf(
    z.strictObject({
      name: orNull(textField, "Whom to ask for."),
      role: orNull(textField, "What they can do, such as support desk."),
      email: orNull(textField, "Where to write."),
      phone: orNull(textField, "Where to call, with the code of the country."),
      confirmedOn: orNull(dateField, "The day on which it was last known to be right."),
    }),
    "Whom to speak with, in the order in which to try.",
  ),
  dependsOn: dependsOnField,
});
