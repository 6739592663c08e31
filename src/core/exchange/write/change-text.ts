import { type Document, isMap, isNode, isSeq, parseAllDocuments } from "yaml";
import type { Json } from "../../model/json.ts";
import { yamlStyle } from "./document-text.ts";
import { isSame } from "./drift.ts";
import type { DocumentChange } from "./merge-document.ts";

/**
 * Carries changes into one document of a file, `index` counting from 0, and keeps the comments and
 * everything else in it. The file must parse without errors; null where it does not.
 */
export function changeText(text: string, index: number, changes: readonly DocumentChange[]): string | null {
  const parsed = parseAllDocuments(text, { keepSourceTokens: false });
  const documents = "empty" in parsed ? [] : parsed;
  const document = documents[index];
  if (document === undefined || documents.some(({ errors }) => errors.length > 0)) return null;
  for (const change of changes) apply(document, change);
  return documents.map((each, place) => textOf(each, place)).join("");
}

function textOf(document: Document, place: number): string {
  if (place > 0 && document.directives) document.directives.docStart = true;
  return document.toString(yamlStyle);
}

function apply(document: Document, change: DocumentChange): void {
  switch (change.type) {
    case "set":
      document.setIn(change.path, document.createNode(change.value));
      return;
    case "delete":
      document.deleteIn(change.path);
      removeEmptyParents(document, change.path.slice(0, -1));
      return;
    case "add-item":
      if (isSeq(document.getIn(change.path))) document.addIn(change.path, document.createNode(change.value));
      else document.setIn(change.path, document.createNode([change.value]));
      return;
    case "remove-item":
      removeItem(document, change.path, change.value);
      return;
    default:
      change satisfies never;
  }
}

function removeItem(document: Document, path: DocumentChange["path"], value: Json): void {
  const list = document.getIn(path);
  if (!isSeq(list)) return;
  const index = (list.toJS(document) as readonly Json[]).findIndex((each) => isSame(each, value));
  if (index < 0) return;
  list.items.splice(index, 1);
  if (list.items.length > 0) return;
  document.deleteIn(path);
  removeEmptyParents(document, path.slice(0, -1));
}

/** A map that held nothing but what was deleted goes too, but never `spec` or `metadata` themselves. */
function removeEmptyParents(document: Document, path: DocumentChange["path"]): void {
  for (let length = path.length; length > 1; length--) {
    const above = document.getIn(path.slice(0, length));
    if (!isMap(above) || above.items.length > 0) return;
    document.deleteIn(path.slice(0, length));
  }
}

/** Puts a comment above the last item of the list at `path`. */
export function commentLastItem(
  text: string,
  index: number,
  path: readonly string[],
  comment: string,
): string {
  const parsed = parseAllDocuments(text);
  const documents = "empty" in parsed ? [] : parsed;
  const list = documents[index]?.getIn(path);
  const last = isSeq(list) ? list.items.at(-1) : undefined;
  if (isNode(last)) last.commentBefore = ` ${comment}`;
  return documents.map((each, place) => textOf(each, place)).join("");
}
