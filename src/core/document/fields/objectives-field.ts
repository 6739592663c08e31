import { z } from "zod";
import type { Objectives } from "../../model/service.ts";
import { durationField } from "./duration-field.ts";
import { orNull } from "./optional-field.ts";
import { percentField } from "./percent-field.ts";

const none: Objectives = { rtoSeconds: null, rpoSeconds: null, mtdSeconds: null, mbcoPercent: null };

/** What continuity must reach; left out, nothing is set, which is not zero. */
export const objectivesField = z
  .strictObject({
    rto: orNull(
      durationField,
      "Recovery time objective: how long it may be down, from the beginning of the impact.",
    ),
    rpo: orNull(durationField, "Recovery point objective: how much data, as time of writing, may be lost."),
    mtd: orNull(durationField, "Maximum tolerable downtime: beyond it the harm cannot be borne."),
    mbco: orNull(
      percentField,
      "Minimum business continuity objective: the share of normal that must be kept up.",
    ),
  })
  .transform(
    ({ rto, rpo, mtd, mbco }): Objectives => ({
      rtoSeconds: rto,
      rpoSeconds: rpo,
      mtdSeconds: mtd,
      mbcoPercent: mbco,
    }),
  )
  .default(none)
  .describe("What continuity must reach. What is left out is not set; it is not zero.");
