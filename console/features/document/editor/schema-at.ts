import type { DocumentPath } from "#core/model/document-path.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/model/json.ts";

const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** A schema as every one it may stand for: alternatives apart, names resolved. */
function alternatives(schema: Json | undefined, root: JsonObject, depth = 0): readonly JsonObject[] {
  if (!isJsonObject(schema) || depth > 20) return [];
  const name = /^#\/definitions\/(.+)$/.exec(typeof schema["$ref"] === "string" ? schema["$ref"] : "")?.[1];
  if (name !== undefined) return alternatives(objectOf(root["definitions"])[name], root, depth + 1);
  const options = schema["anyOf"];
  if (!Array.isArray(options)) return [schema];
  return (options as readonly Json[]).flatMap((option) => alternatives(option, root, depth + 1));
}

/** The schemas that a value at a path of a document may have; none where the schema knows no such place. */
export function schemasAt(root: JsonObject, path: DocumentPath): readonly JsonObject[] {
  let here = alternatives(root, root);
  for (const segment of path) {
    here = here.flatMap((schema) => {
      if (typeof segment === "number") return alternatives(schema["items"], root);
      const properties = objectOf(schema["properties"]);
      if (Object.hasOwn(properties, segment)) return alternatives(properties[segment], root);
      return alternatives(schema["additionalProperties"], root);
    });
  }
  return here;
}

/** What the schema says of the field at a path; null where it says nothing. */
export function descriptionAt(root: JsonObject, path: DocumentPath): string | null {
  const key = path.at(-1);
  if (typeof key !== "string") return null;
  for (const schema of schemasAt(root, path.slice(0, -1))) {
    const field = objectOf(objectOf(schema["properties"])[key]);
    if (typeof field["description"] === "string") return field["description"];
  }
  return null;
}

/** The kinds that a text of this schema refers to; null where it is no reference. */
export function referredKinds(schema: JsonObject): readonly string[] | null {
  const pattern = schema["pattern"];
  return typeof pattern === "string" ? (/^\^\(([a-z|]+)\):/.exec(pattern)?.[1]?.split("|") ?? null) : null;
}
