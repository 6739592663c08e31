import { z } from "zod";
import { type ServiceSpec, serviceModes } from "../../model/service.ts";
import { capacityField, changeFields, dataField } from "../fields/data-field.ts";
import { dependsOnField } from "../fields/dependency-field.ts";
import { durationField } from "../fields/duration-field.ts";
import { objectivesField } from "../fields/objectives-field.ts";
import { listOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { refTo } from "../fields/ref-field.ts";
import { scopeFields } from "../fields/scope-fields.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Service. */
export const serviceSpec: z.ZodType<ServiceSpec> = z
  .strictObject({
    description: descriptionField,
    owner: ownerField,
    ...scopeFields,
    tier: orNull(z.int().min(1).max(5), "1 is what must come back first, 5 what can wait longest."),
    sites: listOf(
      refTo("site"),
      "Where it can run. With one active site, the first listed is the active one.",
    ),
    mode: orNull(z.enum(serviceModes), "How its sites share the work."),
    objectives: objectivesField,
    capacity: capacityField("What it needs, by unit: { orders-per-second: 120 }."),
    data: dataField,
    latencyBound: orNull(durationField, "The longest round trip between its sites that it bears."),
    ...changeFields,
    workaround: orNull(textField, "How people get by without it."),
    dependsOn: dependsOnField,
  })
  .transform(
    ({ latencyBound, ...service }): ServiceSpec => ({ ...service, latencyBoundSeconds: latencyBound }),
  );
