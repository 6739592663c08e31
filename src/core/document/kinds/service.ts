import { z } from "zod";
import { type ServiceSpec, serviceModes } from "../../model/service.ts";
import { dependencyField } from "../fields/dependency-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { percentField } from "../fields/percent-field.ts";
import { refField } from "../fields/ref-field.ts";
import { textField } from "../fields/text-field.ts";

const objectivesField = z
  .strictObject({
    rto: orNull(durationField),
    rpo: orNull(durationField),
    mtd: orNull(durationField),
    mbco: orNull(percentField),
  })
  .transform(({ rto, rpo, mtd, mbco }) => ({
    rtoSeconds: rto,
    rpoSeconds: rpo,
    mtdSeconds: mtd,
    mbcoPercent: mbco,
  }));

/** `spec` of a Service. */
export const serviceSpec: z.ZodType<ServiceSpec> = z.strictObject({
  description: orNull(textField),
  owner: orNull(refField),
  sites: listOf(refField),
  mode: orNull(z.enum(serviceModes)),
  objectives: objectivesField.default({
    rtoSeconds: null,
    rpoSeconds: null,
    mtdSeconds: null,
    mbcoPercent: null,
  }),
  dependsOn: listOf(dependencyField),
});
