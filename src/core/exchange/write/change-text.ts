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
  const tree = documents[index];
  if (tree === undefined || documents.some(({ errors }) => errors.length > 0)) return null;
  for (const change of changes) apply(tree, change);
  return documents.map((each, place) => textOf(each, place)).join("");
}

function textOf(tree: Document, place: number): string {
  if (place > 0 && tree.directives) tree.directives.docStart = true;
  return tree.toString(yamlStyle);
}

/** An empty map can only be written as `{}`; what comes into it is written like everything else. */
function openEmptyParents(tree: Document, path: DocumentChange["path"]): void {
  for (let length = 1; length < path.length; length++) {
    const above = tree.getIn(path.slice(0, length));
    if (isMap(above) && above.items.length === 0) above.flow = false;
  }
}

function apply(tree: Document, change: DocumentChange): void {
  openEmptyParents(tree, change.path);
  switch (change.type) {
    case "set":
      tree.setIn(change.path, tree.createNode(change.value));
      return;
    case "delete":
      tree.deleteIn(change.path);
      removeEmptyParents(tree, change.path.slice(0, -1));
      return;
    case "add-item":
      if (isSeq(tree.getIn(change.path))) tree.addIn(change.path, tree.createNode(change.value));
      else tree.setIn(change.path, tree.createNode([change.value]));
      return;
    case "remove-item":
      removeItem(tree, change.path, change.value);
      return;
    default:
      change satisfies never;
  }
}

function removeItem(tree: Document, path: DocumentChange["path"], value: Json): void {
  const list = tree.getIn(path);
  if (!isSeq(list)) return;
  const index = (list.toJS(tree) as readonly Json[]).findIndex((each) => isSame(each, value));
  if (index < 0) return;
  list.items.splice(index, 1);
  if (list.items.length > 0) return;
  tree.deleteIn(path);
  removeEmptyParents(tree, path.slice(0, -1));
}

/** A map that held nothing but what was deleted goes too, but never `spec` or `metadata` themselves. */
function removeEmptyParents(tree: Document, path: DocumentChange["path"]): void {
  for (let length = path.length; length > 1; length--) {
    const above = tree.getIn(path.slice(0, length));
    if (!isMap(above) || above.items.length > 0) return;
    tree.deleteIn(path.slice(0, length));
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
