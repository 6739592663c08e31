import { isJsonObject, type Json, type JsonObject } from "#core/model/json.ts";

/**
 * The value at a path of what the lab reports, or null. The lab is no part of the product's API: its
 * report may lack anything, most of all while it is broken.
 */
export function at(status: JsonObject, ...path: readonly string[]): Json {
  let value: Json | undefined = status;
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined;
  return value ?? null;
}

/** The text at a path; numbers as text; null where there is none. */
export function textAt(status: JsonObject, ...path: readonly string[]): string | null {
  const value = at(status, ...path);
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : null;
}

/** The number at a path, or null. */
export function numberAt(status: JsonObject, ...path: readonly string[]): number | null {
  const value = at(status, ...path);
  return typeof value === "number" ? value : null;
}

/** The object at a path; an empty one where there is none. */
export function objectAt(status: JsonObject, ...path: readonly string[]): JsonObject {
  const value = at(status, ...path);
  return isJsonObject(value) ? value : {};
}
