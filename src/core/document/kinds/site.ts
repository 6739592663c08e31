import { z } from "zod";
import { type SiteSpec, siteRoles } from "../../model/site.ts";
import { countryField } from "../fields/code-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { listOf, mapOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { refKeyTo, refTo } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Site. */
export const siteSpec: z.ZodType<SiteSpec> = z
  .strictObject({
    description: descriptionField,
    owner: ownerField,
    location: orNull(textField, "Where it is, as people say it."),
    jurisdiction: orNull(countryField, "The country whose law holds there (ISO 3166-1, such as DE)."),
    role: orNull(z.enum(siteRoles), "What it is for."),
    power: listOf(textField, "Names of its power feeds. Two sites that name one feed share it."),
    carriers: listOf(refTo("vendor"), "Vendors whose lines reach it."),
    workplaces: orNull(z.int().min(0), "How many people can work there at once."),
    latency: mapOf(durationField, 'Round trip to other sites: { "site:west": PT0.012S }.', refKeyTo("site")),
    contract: orNull(refTo("contract"), "The contract by which it may be used, where it is somebody else's."),
  })
  .transform(({ latency, ...site }): SiteSpec => ({ ...site, latencySeconds: latency }));
