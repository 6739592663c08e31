import { isJsonObject, type Json, type JsonObject } from "#core/model/json.ts";

/** A field of a document as the reference lists it. */
export type SchemaField = {
  /** From `spec`: `activation.criteria[].text`. */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
};

/** Words for texts with a form of their own, by what their pattern begins with. */
const patternWords: readonly (readonly [string, string])[] = [
  ["^P(\\d+(", "duration"],
  ["^P(\\d+Y", "calendar span"],
  ["^\\d{1,3}", "percentage"],
  ["^[A-Z]{2}$", "country (ISO 3166-1)"],
  ["^[A-Z]{3}$", "currency (ISO 4217)"],
];

const formatWords: { readonly [format: string]: string } = { date: "day", "date-time": "moment" };

/** The fields of a schema with properties, those of inner maps and lists behind their own. */
export function schemaFields(schema: JsonObject, prefix = ""): readonly SchemaField[] {
  const required = Array.isArray(schema["required"]) ? (schema["required"] as readonly Json[]) : [];
  return Object.entries(objectOf(schema["properties"])).flatMap(([name, value]) => {
    const field = objectOf(value);
    const path = `${prefix}${name}`;
    const { description } = field;
    const items = objectOf(field["items"]);
    return [
      {
        path,
        type: typeWords(field),
        isRequired: required.includes(name),
        description: typeof description === "string" ? description : "",
      },
      ...schemaFields(field, `${path}.`),
      ...schemaFields(items, `${path}[].`),
    ];
  });
}

function typeWords(schema: JsonObject): string {
  const { type, $ref, anyOf, enum: values, pattern, format } = schema;
  if (typeof $ref === "string") return $ref.split("/").at(-1)?.toLowerCase() ?? "";
  if (Array.isArray(anyOf)) return anyOf.map((option: Json) => typeWords(objectOf(option))).join(", or ");
  if (Array.isArray(values)) return values.map((value: Json) => `\`${String(value)}\``).join(", ");
  if (type === "string") return textWords(String(pattern ?? ""), String(format ?? ""));
  if (type === "array") return `list of ${typeWords(objectOf(schema["items"]))}`;
  if (type === "object") {
    const properties = Object.keys(objectOf(schema["properties"]));
    if (properties.length > 0) return `{ ${properties.join(", ")} }`;
    const inner = objectOf(schema["additionalProperties"]);
    return Object.keys(inner).length > 0 ? `map of ${typeWords(inner)}` : "map";
  }
  if (type === "boolean") return "true or false";
  return type === "integer" ? "whole number" : String(type ?? "anything");
}

function textWords(pattern: string, format: string): string {
  const kinds = /^\^\(([a-z|]+)\):/.exec(pattern)?.[1]?.split("|");
  if (kinds) return kinds.length > 8 ? "any reference" : kinds.map((kind) => `\`${kind}:…\``).join(" or ");
  const known = patternWords.find(([beginning]) => pattern.startsWith(beginning));
  return known?.[1] ?? formatWords[format] ?? "text";
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
