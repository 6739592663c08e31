import { z } from "zod";
import type { ReadKind, ReadSpecs } from "../../model/estate.ts";
import type { DocumentKind } from "../../model/ref.ts";
import { jsonObjectField } from "../fields/json-object-field.ts";
import { nameField } from "../fields/name-field.ts";
import { orNull } from "../fields/optional-field.ts";
import { textField } from "../fields/text-field.ts";
import { componentSpec } from "./component.ts";
import { personSpec } from "./person.ts";
import { runbookSpec } from "./runbook.ts";
import { serviceSpec } from "./service.ts";
import { siteSpec } from "./site.ts";
import { teamSpec } from "./team.ts";

/** The version of the document format that this program reads. */
export const apiVersion = "holdfast/v1";

const metadata = z.strictObject({
  name: nameField,
  title: orNull(textField),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});

/** A document after its schema: of `spec`, what the schema of its kind makes of it. */
export type ReadDocument = {
  readonly metadata: z.output<typeof metadata>;
  readonly spec: unknown;
};

function documentWith(spec: z.ZodType): z.ZodType<ReadDocument> {
  return z.strictObject({ apiVersion: z.literal(apiVersion), kind: z.string(), metadata, spec });
}

const specs: { readonly [Kind in ReadKind]: z.ZodType<ReadSpecs[Kind]> } = {
  Site: siteSpec,
  Component: componentSpec,
  Service: serviceSpec,
  Team: teamSpec,
  Person: personSpec,
  Runbook: runbookSpec,
};

/** `spec` may be left out where nothing in it is required. */
function optionalSpec(spec: z.ZodType): z.ZodType {
  return z.preprocess((value) => value ?? {}, spec);
}

const schemas = new Map<DocumentKind, z.ZodType<ReadDocument>>(
  (Object.keys(specs) as ReadKind[]).map((kind) => [kind, documentWith(optionalSpec(specs[kind]))]),
);

const anySpec = documentWith(optionalSpec(jsonObjectField));

/** Whether the content of a kind is read, or only its metadata. */
export function isReadKind(kind: DocumentKind): kind is ReadKind {
  return kind in specs;
}

/** The schema of a whole document of a kind. */
export function documentSchema(kind: DocumentKind): z.ZodType<ReadDocument> {
  return schemas.get(kind) ?? anySpec;
}
