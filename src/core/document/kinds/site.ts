import { z } from "zod";
import type { SiteSpec } from "../../model/site.ts";
import { orNull } from "../fields/optional-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Site. */
export const siteSpec: z.ZodType<SiteSpec> = z.strictObject({
  description: orNull(textField),
  location: orNull(textField),
});
