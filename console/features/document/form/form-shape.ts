import { isJsonObject, type Json, type JsonObject } from "#core/model/json.ts";

/** What a value of a document looks like to somebody who fills in a form. */
export type FormShape =
  | { readonly type: "text"; readonly isLong: boolean; readonly example: string | null }
  | { readonly type: "choice"; readonly choices: readonly string[]; readonly fallback: string | null }
  | { readonly type: "yes-no"; readonly fallback: boolean | null }
  | {
      readonly type: "number";
      readonly isWhole: boolean;
      readonly least: number | null;
      readonly most: number | null;
    }
  | { readonly type: "duration" | "period" | "percent" | "date" | "moment" }
  | { readonly type: "reference"; readonly kinds: readonly string[] }
  | { readonly type: "list"; readonly item: () => FormShape }
  | { readonly type: "map"; readonly key: FormShape; readonly value: () => FormShape }
  | { readonly type: "group"; readonly fields: () => readonly FormField[] }
  | { readonly type: "either"; readonly options: readonly FormOption[] }
  /** What somebody else defines, such as the parameters of a connector: written as YAML. */
  | { readonly type: "free" };

/** One way of writing a value that can be written in several. */
export type FormOption = { readonly label: string; readonly shape: FormShape };

/** A field of a document or of a part of it. */
export type FormField = {
  readonly key: string;
  readonly label: string;
  /** What it means, in the words of the schema. */
  readonly help: string;
  readonly isRequired: boolean;
  readonly shape: FormShape;
};

const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter((one) => typeof one === "string") : [];

const textOf = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);

const numberOf = (value: Json | undefined): number | null => (typeof value === "number" ? value : null);

const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** Fields in which people write sentences rather than words. */
const longFields: ReadonlySet<string> = new Set([
  "description",
  "instructions",
  "statement",
  "template",
  "text",
  "treatment",
  "workaround",
  "reason",
  "scopeReason",
]);

const abbreviations: ReadonlySet<string> = new Set(["rto", "rpo", "mtd", "mbco", "raci", "id"]);

/** `dependsOn` as people read it: `Depends on`. */
export function labelOf(key: string): string {
  if (abbreviations.has(key)) return key.toUpperCase();
  const words = key.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The schema itself, or what it refers to. */
function resolved(schema: JsonObject, root: JsonObject): JsonObject {
  const name = /^#\/definitions\/(.+)$/.exec(textOf(schema["$ref"]) ?? "")?.[1];
  return name === undefined ? schema : objectOf(objectOf(root["definitions"])[name]);
}

/** The shape of the values of a schema (one of ours, see `jsonSchemaOf`); `root` holds its definitions. */
export function formShape(written: JsonObject, root: JsonObject, key = ""): FormShape {
  const schema = resolved(written, root);
  const options = schema["anyOf"];
  if (Array.isArray(options)) return eitherShape((options as readonly Json[]).map(objectOf), root, key);
  const choices = texts(schema["enum"]);
  if (choices.length > 0) return { type: "choice", choices, fallback: textOf(schema["default"]) };
  if (schema["const"] !== undefined) {
    return { type: "choice", choices: [String(schema["const"])], fallback: String(schema["const"]) };
  }
  switch (schema["type"]) {
    case "string":
      return textShape(schema, key);
    case "boolean":
      return { type: "yes-no", fallback: typeof schema["default"] === "boolean" ? schema["default"] : null };
    case "integer":
    case "number":
      return {
        type: "number",
        isWhole: schema["type"] === "integer",
        least: numberOf(schema["minimum"]),
        most: numberOf(schema["maximum"]),
      };
    case "array":
      return { type: "list", item: () => formShape(objectOf(schema["items"]), root, key) };
    case "object":
      return objectShape(schema, root);
    default:
      return { type: "free" };
  }
}

function textShape(schema: JsonObject, key: string): FormShape {
  const pattern = textOf(schema["pattern"]) ?? "";
  const kinds = /^\^\(([a-z|]+)\):/.exec(pattern)?.[1];
  if (kinds !== undefined) return { type: "reference", kinds: kinds.split("|") };
  if (pattern.startsWith("^P")) return { type: pattern.includes("T(") ? "duration" : "period" };
  if (pattern.includes("%")) return { type: "percent" };
  if (schema["format"] === "date") return { type: "date" };
  if (schema["format"] === "date-time") return { type: "moment" };
  return { type: "text", isLong: longFields.has(key), example: texts(schema["examples"])[0] ?? null };
}

function objectShape(schema: JsonObject, root: JsonObject): FormShape {
  const properties = objectOf(schema["properties"]);
  if (Object.keys(properties).length > 0) return { type: "group", fields: () => formFields(schema, root) };
  const values = objectOf(schema["additionalProperties"]);
  if (Object.keys(values).length === 0) return { type: "free" };
  const value = formShape(values, root);
  if (value.type === "free" || value.type === "group") return { type: "free" };
  const names = objectOf(schema["propertyNames"]);
  return { type: "map", key: textShape({ type: "string", ...names }, ""), value: () => value };
}

function eitherShape(options: readonly JsonObject[], root: JsonObject, key: string): FormShape {
  const made = options.map((option) => ({
    option: resolved(option, root),
    shape: formShape(option, root, key),
  }));
  // Conditions hold themselves: a form of them would be longer than the text.
  if (made.some(({ option }) => Array.isArray(option["anyOf"]))) return { type: "free" };
  return {
    type: "either",
    options: made.map(({ option, shape }) => ({ label: optionLabel(option, shape), shape })),
  };
}

function optionLabel(option: JsonObject, shape: FormShape): string {
  if (shape.type !== "group") return shape.type === "reference" ? "By name" : "One value";
  const needed = texts(option["required"]);
  return `With ${(needed.length > 0 ? needed : Object.keys(objectOf(option["properties"]))).map(labelOf).join(", ").toLowerCase()}`;
}

/** The fields of an object schema, in its order; those that must be there say so. */
export function formFields(schema: JsonObject, root: JsonObject): readonly FormField[] {
  const required = texts(schema["required"]);
  return Object.entries(objectOf(schema["properties"])).map(([key, property]) => {
    const field = objectOf(property);
    return {
      key,
      label: labelOf(key),
      help: textOf(field["description"]) ?? textOf(resolved(field, root)["description"]) ?? "",
      isRequired: required.includes(key),
      shape: formShape(field, root, key),
    };
  });
}

/** Whether a value can be shown by a shape without losing anything of it. */
export function fits(shape: FormShape, value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  switch (shape.type) {
    case "group":
    case "map":
      return isJsonObject(value);
    case "list":
      return Array.isArray(value);
    case "number":
      return typeof value === "number";
    case "yes-no":
      return typeof value === "boolean";
    case "either":
      return shape.options.some((option) => fits(option.shape, value));
    case "free":
      return true;
    case "choice":
    case "text":
    case "reference":
    case "duration":
    case "period":
    case "percent":
    case "date":
    case "moment":
      return typeof value === "string";
    default:
      return shape satisfies never;
  }
}

/** Which way of writing a value was taken; the first where nothing is written yet. */
export function optionOf(options: readonly FormOption[], value: Json | undefined): number {
  const suited = options.map(({ shape }, index) => ({
    index,
    known: fits(shape, value) ? knownKeys(shape, value) : -1,
  }));
  return suited.reduce((best, one) => (one.known > best.known ? one : best)).index;
}

function knownKeys(shape: FormShape, value: Json | undefined): number {
  if (shape.type !== "group" || !isJsonObject(value)) return 0;
  const keys = new Set(shape.fields().map(({ key }) => key));
  return Object.keys(value).filter((key) => keys.has(key)).length;
}

/** A value to begin with, where somebody adds one: it has what must be there, empty as yet. */
export function emptyValue(shape: FormShape): Json {
  switch (shape.type) {
    case "group":
      return Object.fromEntries(
        shape
          .fields()
          .filter(({ isRequired }) => isRequired)
          .map(({ key, shape: inner }) => [key, emptyValue(inner)]),
      );
    case "list":
      return [];
    case "map":
    case "free":
      return {};
    case "number":
      return Math.max(shape.least ?? 1, 1);
    case "yes-no":
      return shape.fallback ?? false;
    case "choice":
      return shape.fallback ?? shape.choices[0] ?? "";
    case "either":
      return emptyValue(shape.options[0]?.shape ?? { type: "free" });
    case "text":
    case "reference":
    case "duration":
    case "period":
    case "percent":
    case "date":
    case "moment":
      return "";
    default:
      return shape satisfies never;
  }
}
