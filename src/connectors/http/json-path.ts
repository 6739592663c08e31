import { isJsonObject, type Json } from "#core/model/json.ts";
import { z } from "zod";

/** A place in a JSON document: field names and positions joined by dots, `items.0.id`; the empty path is the whole. */
export const jsonPath = z.string().regex(/^(?:[^.\s]+(?:\.[^.\s]+)*)?$/, "a dotted path, such as items.0.id");

/** The value at `path`, or undefined where there is none. */
export function readPath(document: Json, path: string): Json | undefined {
  let value: Json | undefined = document;
  for (const name of path === "" ? [] : path.split(".")) {
    if (Array.isArray(value))
      value = /^\d+$/.test(name) ? (value as readonly Json[])[Number(name)] : undefined;
    else value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}
