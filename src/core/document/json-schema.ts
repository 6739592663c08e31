import { z } from "zod";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import { type DocumentKind, documentKinds } from "../model/ref.ts";
import { referenceKinds } from "./fields/ref-field.ts";
import { metadataField } from "./fields/metadata-field.ts";
import { apiVersion, specSchemas } from "./kinds/document-schema.ts";
import { kindDescriptions } from "./kinds/kind-descriptions.ts";

/** Draft 7, since that is what the language servers of editors understand best. */
const target = "draft-7";

/** The JSON Schema of the documents of a kind as people write them. */
export function jsonSchemaOf(kind: DocumentKind): JsonObject {
  return published(writtenDocument(kind), `Holdfast ${kind}`);
}

/** The JSON Schema of a file in which each document may be of any kind. */
export function jsonSchemaOfAnyDocument(): JsonObject {
  const kinds = documentKinds.map((kind) => writtenDocument(kind).meta({ id: kind }));
  const { anyOf, ...schema } = published(z.union(kinds), "Holdfast document");
  // Exactly one has the kind; saying so lets editors show only the mistakes of that one.
  return { ...schema, oneOf: anyOf ?? [] };
}

function writtenDocument(kind: DocumentKind) {
  const spec = specSchemas[kind].describe(`What the ${kind} is.`);
  return z
    .strictObject({
      apiVersion: z.literal(apiVersion).describe("The version of the format."),
      kind: z.literal(kind).describe(kindDescriptions[kind]),
      metadata: metadataField.describe("What every document has: its name above all."),
      spec: specSchemas[kind].safeParse({}).success ? spec.optional() : spec,
    })
    .describe(kindDescriptions[kind]);
}

function published(schema: z.ZodType, title: string): JsonObject {
  const made = z.toJSONSchema(schema, { target, io: "input", override: complete, reused: "inline" });
  const { $schema, ...rest } = made as JsonObject;
  return { $schema: $schema ?? null, title, ...rest };
}

type Override = Parameters<NonNullable<z.core.ToJSONSchemaParams["override"]>>[0];

/** What the library cannot know, above all what a text refers to. Defaults that are read as something else it leaves out. */
function complete({ zodSchema, jsonSchema }: Override): void {
  const kinds = referenceKinds.get(zodSchema)?.kinds;
  if (kinds !== undefined) {
    jsonSchema.pattern = `^(${kinds.join("|")}):[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`;
  }
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  // A default of many fields is what leaving out each of them means.
  if (isJsonObject(jsonSchema.default)) delete jsonSchema.default;
}
