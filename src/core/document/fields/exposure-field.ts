import { z } from "zod";
import type { Exposure } from "../../model/exposure.ts";
import { currencyField } from "./code-field.ts";
import { durationField } from "./duration-field.ts";
import { listOf } from "./optional-field.ts";

/** A curve of loss over the time something is down. */
export const exposureField = listOf(
  z
    .strictObject({
      after: durationField.describe("How long it has been down."),
      amount: z.number().min(0).describe("What it has cost by then, in all."),
      currency: currencyField.describe("ISO 4217, such as EUR."),
    })
    .transform(({ after, ...loss }): Exposure => ({ afterSeconds: after, ...loss })),
  "What being down has cost, in all, after so long: a curve, since the first hour rarely costs as much as the tenth.",
);
