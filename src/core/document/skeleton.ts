import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { DocumentKind } from "../model/ref.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import { apiVersion } from "./kinds/document-schema.ts";
import { kindDescriptions } from "./kinds/kind-descriptions.ts";

/**
 * A document of a kind to begin with: what it must have is there, what it may have stands behind a
 * number sign without a blank after it, each field with what it means. It is made of the schema, so
 * no field is missing.
 */
export function skeletonOf(kind: DocumentKind, name: string): string {
  const schema = jsonSchemaOf(kind);
  const properties = objectAt(schema, "properties");
  const metadata = objectAt(objectAt(properties, "metadata"), "properties");
  const spec = objectAt(properties, "spec");
  const lines = [
    `# ${kindDescriptions[kind]}`,
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    "metadata:",
    `  name: ${name}`,
    ...["title", "labels", "annotations", "suppress"].flatMap((field) =>
      commented(fieldLines(field, objectAt(metadata, field))),
    ),
    ...specLines(spec),
  ];
  return `${lines.join("\n")}\n`;
}

function specLines(spec: JsonObject): readonly string[] {
  const required = listAt(spec, "required");
  const fields = Object.entries(objectAt(spec, "properties")).flatMap(([name, field]) => {
    const lines = fieldLines(name, field as JsonObject);
    return required.includes(name) ? lines.map((line) => `  ${line}`) : commented(lines);
  });
  return ["spec:", ...fields];
}

/** The first line of a field is prose and stays a comment; the field itself becomes one. */
function commented(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? `  ${line}` : `  #${line}`));
}

function fieldLines(name: string, field: JsonObject): readonly string[] {
  return [`# ${textAt(field, "description")}`, ...entryLines(name, field)];
}

/** `name: value`, over several lines where the value has fields of its own. */
function entryLines(name: string, schema: JsonObject): readonly string[] {
  const nested = nestedLines(schema);
  if (nested === null) return [`${name}: ${flow(exampleOf(schema))}`];
  return [`${name}:`, ...nested.map((line) => `  ${line}`)];
}

function nestedLines(schema: JsonObject): readonly string[] | null {
  const items = objectAt(schema, "items");
  const inner = objectAt(items, "properties");
  if (Object.keys(inner).length > 0) {
    const [first = "", ...rest] = propertyLines(inner);
    return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
  }
  const properties = objectAt(schema, "properties");
  return Object.keys(properties).length > 0 ? propertyLines(properties) : null;
}

function propertyLines(properties: JsonObject): readonly string[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const [first = "", ...rest] = entryLines(name, property as JsonObject);
    return [`${first} # ${textAt(property as JsonObject, "description")}`, ...rest];
  });
}

const stepRef = "#/definitions/Step";

const stepExample: Json = {
  id: "first",
  title: "What is done first",
  duration: "PT10M",
  person: { instructions: "What to do, so that somebody who has never done it can.", evidence: "required" },
};

/** A value that the schema allows. */
function exampleOf(schema: JsonObject): Json {
  const examples = listAt(schema, "examples");
  if (examples[0] !== undefined) return examples[0];
  const choices = listAt(schema, "enum");
  if (choices[0] !== undefined) return choices[0];
  const options = listAt(schema, "anyOf");
  if (options[0] !== undefined) return exampleOf(options[0] as JsonObject);
  if (schema["$ref"] === stepRef) return stepExample;
  switch (schema["type"]) {
    case "string":
      return refExample(textAt(schema, "pattern")) ?? (schema["format"] === "uri" ? "https://" : "Text");
    case "integer":
    case "number":
      return typeof schema["minimum"] === "number" ? Math.max(schema["minimum"], 1) : 1;
    case "boolean":
      return true;
    case "array":
      return [exampleOf(objectAt(schema, "items"))];
    default:
      return mapExample(schema);
  }
}

function mapExample(schema: JsonObject): Json {
  const values = objectAt(schema, "additionalProperties");
  if (Object.keys(values).length === 0) return {};
  const key = refExample(textAt(objectAt(schema, "propertyNames"), "pattern")) ?? "example";
  return { [key]: exampleOf(values) };
}

/** `^(team|person):…` is `team:example`. */
function refExample(pattern: string): string | null {
  const kind = /^\^\(([a-z]+)[|)]/.exec(pattern)?.[1];
  return kind === undefined ? null : `${kind}:example`;
}

/** A value on one line. Only what YAML could read as something else is put in quotes. */
function flow(value: Json, isInner = false): string {
  if (Array.isArray(value))
    return `[${(value as readonly Json[]).map((item) => flow(item, true)).join(", ")}]`;
  if (isJsonObject(value)) {
    const fields = Object.entries(value).map(([key, item]) => `${flow(key, true)}: ${flow(item, true)}`);
    return fields.length > 0 ? `{ ${fields.join(", ")} }` : "{}";
  }
  if (typeof value !== "string") return String(value);
  const isPlain = /^[A-Za-z][\w /-]*$/.test(value) || (!isInner && /^[A-Za-z][\w.:/-]*$/.test(value));
  return isPlain && !/^(?:true|false|null|yes|no|on|off)$/i.test(value) ? value : JSON.stringify(value);
}

function objectAt(schema: JsonObject, key: string): JsonObject {
  const value = schema[key];
  return isJsonObject(value) ? value : {};
}

function listAt(schema: JsonObject, key: string): readonly Json[] {
  const value = schema[key];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function textAt(schema: JsonObject, key: string): string {
  const value = schema[key];
  return typeof value === "string" ? value : "";
}
