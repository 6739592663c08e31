import { isJsonObject, type Json, type JsonObject } from "#core/model/json.ts";

/** A JSON Schema of our own API; only what our routes emit is known, anything else is an error. */
type Schema = JsonObject;

const refPrefix = "#/components/schemas/";

/** A pattern that begins with a choice of words and a colon is a template literal type: our references. */
function textType(pattern: Json | undefined): string {
  const words = /^\^\(([a-z|]+)\):/.exec(typeof pattern === "string" ? pattern : "")?.[1];
  if (words === undefined) return "string";
  const choice = words.split("|").map((word) => JSON.stringify(word));
  return `\`\${${choice.join(" | ")}}:\${string}\``;
}

function isNullable(types: Json | undefined): types is readonly Json[] {
  return Array.isArray(types);
}

function objectType(schema: Schema): string {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = new Set((schema["required"] as readonly string[] | undefined) ?? []);
  const fields = Object.entries(properties).map(([name, property]) => {
    const { description } = property as Schema;
    const comment = typeof description === "string" ? `/** ${description} */ ` : "";
    return `${comment}${JSON.stringify(name)}${required.has(name) ? "" : "?"}: ${typeOfSchema(property as Schema)};`;
  });
  const rest = schema["additionalProperties"];
  if (isJsonObject(rest)) fields.push(`[key: string]: ${typeOfSchema(rest)};`);
  return fields.length === 0 ? "Record<string, never>" : `{ ${fields.join(" ")} }`;
}

/** The TypeScript type of the values a schema describes. */
export function typeOfSchema(schema: Schema): string {
  const { $ref, anyOf, oneOf, type, enum: values, const: constant } = schema;
  if (typeof $ref === "string")
    return `components["schemas"][${JSON.stringify($ref.slice(refPrefix.length))}]`;
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices))
    return choices.map((choice: Json) => typeOfSchema(choice as Schema)).join(" | ");
  if (constant !== undefined) return JSON.stringify(constant);
  if (Array.isArray(values)) return values.map((value: Json) => JSON.stringify(value)).join(" | ");
  if (isNullable(type)) return type.map((one) => typeOfSchema({ ...schema, type: one })).join(" | ");
  switch (type) {
    case "string":
      return textType(schema["pattern"]);
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return `(${typeOfSchema((schema["items"] ?? {}) as Schema)})[]`;
    case "object":
      return objectType(schema);
    case undefined:
      return "Json";
    default:
      throw new Error(
        `a schema of type ${JSON.stringify(type)} is not known here: ${JSON.stringify(schema)}`,
      );
  }
}
