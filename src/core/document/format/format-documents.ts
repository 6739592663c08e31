import { type Document, isMap, isScalar, parseAllDocuments } from "yaml";
import type { Json } from "../../model/json.ts";
import { type DocumentKind, documentKinds } from "../../model/ref.ts";
import { jsonSchemaOf } from "../json-schema.ts";
import { parseDocuments } from "../parse-documents.ts";
import type { Problem } from "../problem.ts";
import { commentsOf } from "./comments-of.ts";
import { orderKeys } from "./key-order.ts";
import { layOut, lineWidth } from "./lay-out.ts";

/**
 * - `formatted`: the text in its one form; it may be the very text that was given.
 * - `unreadable`: it has errors, so nothing is done to it; `problem` is the first.
 * - `left`: it could not be formatted without changing what it says or losing a comment.
 */
export type Formatting =
  | { readonly status: "formatted"; readonly text: string }
  | { readonly status: "unreadable"; readonly problem: Problem }
  | { readonly status: "left" };

/**
 * The one form of a text of documents: fields in the order of their schemas, two blanks of
 * indentation, `{ maps }` and `[lists]` spaced alike. Comments, quotes and block texts stay as they
 * are written. What the documents say never changes: that is compared, not believed. The line ending
 * of the first line is that of the result.
 */
export function formatDocuments(file: string, text: string): Formatting {
  const ending = /\r?\n/.exec(text)?.[0] ?? "\n";
  const plain = text.replaceAll("\r\n", "\n");
  const parsed = parseDocuments(file, plain);
  const problem = parsed.problems[0];
  if (problem) return { status: "unreadable", problem };
  if (parsed.documents.length === 0) return { status: "formatted", text };
  for (const isOrdered of [true, false]) {
    const made = stableForm(plain, isOrdered);
    if (made !== null && saysTheSame(plain, made)) {
      return { status: "formatted", text: made.replaceAll("\n", ending) };
    }
  }
  return { status: "left" };
}

/** How often a form is formatted again until that changes nothing more; each time but the first is rare. */
const roundsMax = 4;

function stableForm(text: string, isOrdered: boolean): string | null {
  let form = text;
  for (let round = 0; round < roundsMax; round++) {
    const next = formOf(form, isOrdered);
    if (next === null || next === form) return next;
    form = next;
  }
  return null;
}

function formOf(text: string, isOrdered: boolean): string | null {
  const documents = parse(text);
  // An empty document would be written as `null`.
  if (documents.some(({ contents }) => contents === null || isNothing(contents))) return null;
  try {
    return documents.map((document) => write(document, text, isOrdered)).join("");
  } catch (error) {
    // An alias would come before its anchor; the library has no other way to say so.
    if (error instanceof Error && error.message.startsWith("Unresolved alias")) return null;
    throw error;
  }
}

function isNothing(contents: unknown): boolean {
  return isScalar(contents) && contents.value === null;
}

function parse(text: string): readonly Document[] {
  const parsed = parseAllDocuments(text, { uniqueKeys: false });
  return "empty" in parsed ? [] : parsed;
}

function write(document: Document, text: string, isOrdered: boolean): string {
  const kind = kindOf(document);
  layOut(document, text);
  if (isOrdered && kind !== null) orderKeys(document.contents, schemaOf(kind));
  return document.toString({ lineWidth });
}

function kindOf(document: Document): DocumentKind | null {
  const kind: unknown = isMap(document.contents) ? document.contents.get("kind") : null;
  return documentKinds.find((one) => one === kind) ?? null;
}

const schemas = new Map<DocumentKind, ReturnType<typeof jsonSchemaOf>>();

function schemaOf(kind: DocumentKind) {
  const known = schemas.get(kind) ?? jsonSchemaOf(kind);
  schemas.set(kind, known);
  return known;
}

function saysTheSame(one: string, other: string): boolean {
  const [before, after] = [one, other].map((text) => {
    const { documents, problems } = parseDocuments("", text);
    return JSON.stringify([problems.length, documents.map(({ value }) => sorted(value)), commentsOf(text)]);
  });
  return before === after;
}

/** The same value with its keys sorted: their order says nothing. */
function sorted(value: Json): Json {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  const entries = Object.entries(value).map(([key, item]): [string, Json] => [key, sorted(item)]);
  return Object.fromEntries(entries.toSorted(([first], [second]) => (first < second ? -1 : 1)));
}
