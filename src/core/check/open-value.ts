import type { DocumentPath } from "../model/document-path.ts";
import { isJsonObject, type Json } from "../model/json.ts";

/** A template `${…}`; what it stands for is known when the run gets there. */
export const templatePattern = /\$\{([^}]*)\}/g;

/** Whether a text is known only at run time: it holds a template, or names a secret. */
export function isOpen(text: string): boolean {
  return /\$\{[^}]*\}/.test(text) || text.startsWith("secret:");
}

/** The texts of a value, however deep, in the order of the document. */
export function* textsOf(
  value: Json,
  path: DocumentPath,
): Iterable<{ readonly text: string; readonly path: DocumentPath }> {
  if (typeof value === "string") yield { text: value, path };
  else if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries()) yield* textsOf(item, [...path, index]);
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) yield* textsOf(item, [...path, key]);
  }
}
