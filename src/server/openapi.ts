import { isJsonObject, type Json, type JsonObject } from "#core/model/json.ts";

const prefix = "#/components/schemas/";

/** Each schema is emitted twice, as it is read and, with this at the end of its name, as it is sent. */
const inputSuffix = "Input";

/** Rewrites every object of a JSON value, the innermost first. */
function rewrite(value: Json, change: (object: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => rewrite(item, change));
  if (!isJsonObject(value)) return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewrite(item, change)])));
}

/** What the generator says of each schema and means nothing to a reader. */
function withoutNoise(object: JsonObject): JsonObject {
  const noise: { readonly [key: string]: (value: Json) => boolean } = {
    minimum: (value) => value === Number.MIN_SAFE_INTEGER,
    maximum: (value) => value === Number.MAX_SAFE_INTEGER,
    propertyNames: () => true,
    description: (value) => value === "Default Response",
  };
  const kept = Object.entries(object).filter(([key, value]) => noise[key]?.(value) !== true);
  const answered = object["description"] === "Default Response" ? [["description", "Done."] as const] : [];
  return Object.fromEntries([...answered, ...kept]);
}

function refsIn(value: Json): ReadonlySet<string> {
  const found = new Set<string>();
  rewrite(value, (object) => {
    const ref = object["$ref"];
    if (typeof ref === "string" && ref.startsWith(prefix)) found.add(ref.slice(prefix.length));
    return object;
  });
  return found;
}

/** Schemas that operations reach, directly or through others. */
function reachable(paths: Json, schemas: JsonObject): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...refsIn(paths)];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    queue.push(...refsIn(schemas[name] ?? null));
  }
  return reached;
}

/** The name without the suffix, where it is free or stands for the same thing. */
function settledName(name: string, schemas: JsonObject, reached: ReadonlySet<string>): string {
  if (!name.endsWith(inputSuffix)) return name;
  const short = name.slice(0, -inputSuffix.length);
  const shortened = (value: Json | undefined) =>
    JSON.stringify(value ?? null).replaceAll(`${inputSuffix}"`, '"');
  const isSame = shortened(schemas[name]) === shortened(schemas[short]);
  return !reached.has(short) || isSame ? short : name;
}

/** The OpenAPI document as it is published: each schema once, under the name that people would give it. */
export function tidyOpenapi(document: JsonObject): JsonObject {
  const clean = rewrite(document, withoutNoise) as JsonObject;
  const components = clean["components"] as JsonObject;
  const schemas = components["schemas"] as JsonObject;
  const reached = reachable(clean["paths"] ?? null, schemas);
  const names = new Map([...reached].map((name) => [name, settledName(name, schemas, reached)]));
  const kept = [...names].toSorted(([, one], [, other]) => (one < other ? -1 : Number(one > other)));
  const renamed = {
    ...clean,
    components: {
      ...components,
      schemas: Object.fromEntries(kept.map(([name, to]) => [to, schemas[name] ?? {}])),
    },
  };
  return rewrite(renamed, (object) => {
    const ref = object["$ref"];
    if (typeof ref !== "string" || !ref.startsWith(prefix)) return object;
    const name = ref.slice(prefix.length);
    return { ...object, $ref: `${prefix}${names.get(name) ?? name}` };
  }) as JsonObject;
}
