import { z } from "zod";
import type { ComponentSpec } from "../../model/component.ts";
import { capacityField, changeFields, dataField } from "../fields/data-field.ts";
import { dependsOnField } from "../fields/dependency-field.ts";
import { jsonObjectField } from "../fields/json-object-field.ts";
import { mapOf, orNull } from "../fields/optional-field.ts";
import { descriptionField, ownerField } from "../fields/owner-field.ts";
import { refTo } from "../fields/ref-field.ts";
import { scopeFields } from "../fields/scope-fields.ts";
import { textField } from "../fields/text-field.ts";

/** `spec` of a Component. */
export const componentSpec: z.ZodType<ComponentSpec> = z.strictObject({
  description: descriptionField,
  owner: ownerField,
  site: orNull(refTo("site"), "Where it stands. It is down when its site is."),
  type: orNull(textField, "What it is, such as database, queue, host or circuit."),
  vendor: orNull(refTo("vendor"), "Who supplies it. That alone is no dependency."),
  ...scopeFields,
  replicaOf: orNull(refTo("component"), "The component whose data it copies."),
  capacity: capacityField("What it can carry, by unit: { orders-per-second: 200 }."),
  data: dataField,
  ...changeFields,
  dependsOn: dependsOnField,
  access: mapOf(
    jsonObjectField,
    "How connectors reach it, by connector. Credentials only as `secret:` references.",
  ),
});
