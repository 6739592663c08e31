import { z } from "zod";
import type { ContractSpec } from "../../model/contract.ts";
import { capacityField } from "../fields/data-field.ts";
import { dateField, periodField } from "../fields/date-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { dependable, refTo } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Contract. */
export const contractSpec: z.ZodType<ContractSpec> = z
  .strictObject({
    description: descriptionField,
    owner: ownerField,
    vendor: refTo("vendor").describe("Who has promised it."),
    covers: listOf(refTo(...dependable), "What it is promised for."),
    responseTime: orNull(durationField, "From the call to somebody working on it, during its hours."),
    restoreTime: orNull(durationField, "From the call to the thing working again, during its hours."),
    hours: orNull(
      textField,
      "When it can be called upon: 24x7, Mon-Fri 08:00-18:00 Europe/Berlin, or words.",
    ),
    access: orNull(textField, "How its sites and people are got at."),
    bandwidthMbps: orNull(z.number().min(0), "Megabits per second that it keeps ready."),
    capacity: capacityField("What it keeps ready, by unit: { racks: 2 }."),
    startsOn: orNull(dateField, "The first day on which it holds."),
    expiresOn: orNull(dateField, "The last day on which it holds."),
    noticePeriod: orNull(periodField, "How long before its end it must be renewed or given notice of."),
    reviewedOn: orNull(dateField, "The day on which it was last looked through."),
  })
  .transform(({ responseTime, restoreTime, ...contract }, context): ContractSpec => {
    if (contract.startsOn !== null && contract.expiresOn !== null && contract.expiresOn < contract.startsOn) {
      context.issues.push({
        code: "custom",
        input: contract.expiresOn,
        path: ["expiresOn"],
        message: "it ends before it starts",
        params: { help: "swap startsOn and expiresOn, or correct one of them" },
      });
    }
    return { ...contract, responseTimeSeconds: responseTime, restoreTimeSeconds: restoreTime };
  });
