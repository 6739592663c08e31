import type { DocumentPath } from "../model/document-path.ts";
import { isJsonObject, type Json } from "../model/json.ts";

/** The value at a path, or undefined where there is none. */
export function valueAtPath(value: Json, path: DocumentPath): Json | undefined {
  let current: Json | undefined = value;
  for (const segment of path) {
    if (Array.isArray(current)) current = (current as readonly Json[])[Number(segment)];
    else if (isJsonObject(current) && Object.hasOwn(current, segment)) current = current[segment];
    else return undefined;
  }
  return current;
}

/** The same value without the fields at the given paths. */
export function withoutPaths(value: Json, paths: readonly DocumentPath[]): Json {
  if (paths.length === 0) return value;
  const below = (key: string | number) =>
    paths.filter((path) => path.length > 1 && path[0] === key).map((path) => path.slice(1));
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) => withoutPaths(item, below(index)));
  }
  if (!isJsonObject(value)) return value;
  const removed = new Set(paths.filter((path) => path.length === 1).map((path) => path[0]));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !removed.has(key))
      .map(([key, item]) => [key, withoutPaths(item, below(key))]),
  );
}
