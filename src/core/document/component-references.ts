import type { DocumentPath } from "../model/document-path.ts";
import { isJsonObject, type Json } from "../model/json.ts";

/** A string of parameters that names a component; it may be malformed or point at nothing. */
export type ComponentReference = { readonly text: string; readonly path: DocumentPath };

/** Every `component:…` among the values of some parameters, however deep, in the order of the document. */
export function componentReferences(value: Json, path: DocumentPath): readonly ComponentReference[] {
  if (typeof value === "string") return /^component:[^\s/$]*$/.test(value) ? [{ text: value, path }] : [];
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) => componentReferences(item, [...path, index]));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => componentReferences(item, [...path, key]));
}
