import { isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap } from "yaml";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/**
 * Puts the fields of a tree into the order of its schema (a JSON Schema of ours, see `jsonSchemaOf`),
 * in place. What the schema does not know keeps its order, behind what it does. A comment stays with
 * the field that it stands before.
 */
export function orderKeys(node: unknown, schema: JsonObject): void {
  order(node, schema, schema, true);
}

function order(node: unknown, written: Json | undefined, root: JsonObject, isTop = false): void {
  if (!isNode(node)) return;
  const schema = meant(node, resolve(written, root), root);
  if (schema === null) return;
  if (isSeq(node)) {
    for (const item of node.items) order(item, schema["items"], root);
  } else if (isMap(node)) {
    orderMap(node, schema, root, isTop);
  }
}

function orderMap(map: YAMLMap, schema: JsonObject, root: JsonObject, isTop: boolean): void {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  for (const pair of map.items) {
    const name = nameOf(pair);
    order(
      pair.value,
      Object.hasOwn(properties, name) ? properties[name] : schema["additionalProperties"],
      root,
    );
  }
  const ranks = new Map(Object.keys(properties).map((name, index) => [name, index]));
  const rank = (pair: Pair) => ranks.get(nameOf(pair)) ?? ranks.size;
  const sorted = map.items.toSorted((one, other) => rank(one) - rank(other));
  if (isTop) keepHead(map, sorted[0]);
  else keepFirstComment(map, sorted[0]);
  map.items.splice(0, map.items.length, ...sorted);
}

function nameOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : "";
}

/** The parser gives the comment before the first field to the whole map; when that field moves, it goes along. */
function keepFirstComment(map: YAMLMap, newFirst: Pair | undefined): void {
  const oldFirst = map.items[0];
  if (oldFirst === newFirst || !map.commentBefore || !isScalar(oldFirst?.key)) return;
  oldFirst.key.commentBefore = map.commentBefore;
  map.commentBefore = null;
}

/** The comment at the head of a document is about all of it, and stays there. */
function keepHead(map: YAMLMap, newFirst: Pair | undefined): void {
  const oldFirst = map.items[0]?.key;
  if (!isScalar(oldFirst) || !isScalar(newFirst?.key) || oldFirst === newFirst.key) return;
  const head = oldFirst.commentBefore;
  oldFirst.commentBefore = null;
  if (!head) return;
  newFirst.key.commentBefore = newFirst.key.commentBefore ? `${head}\n${newFirst.key.commentBefore}` : head;
}

/** Of alternatives, the one that knows most of the fields written. */
function meant(node: unknown, schema: JsonObject | null, root: JsonObject): JsonObject | null {
  if (schema === null || !Array.isArray(schema["anyOf"])) return schema;
  const names = isMap(node) ? node.items.map((pair) => nameOf(pair)) : [];
  const known = (option: JsonObject) => {
    const properties = option["properties"];
    return isJsonObject(properties) ? names.filter((name) => Object.hasOwn(properties, name)).length : -1;
  };
  const options = (schema["anyOf"] as readonly Json[])
    .map((option) => resolve(option, root))
    .filter((option) => option !== null);
  return options.toSorted((one, other) => known(other) - known(one))[0] ?? null;
}

const refPrefix = "#/definitions/";

function resolve(schema: Json | undefined, root: JsonObject): JsonObject | null {
  if (!isJsonObject(schema)) return null;
  const ref = schema["$ref"];
  if (typeof ref !== "string") return schema;
  const definitions = root["definitions"];
  const found = isJsonObject(definitions) ? definitions[ref.slice(refPrefix.length)] : undefined;
  return isJsonObject(found) ? found : null;
}
