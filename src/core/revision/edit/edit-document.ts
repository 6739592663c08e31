import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { parseDocuments } from "../../document/parse-documents.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import { transplant } from "./transplant.ts";
import { type ValueEdit, valueAfter } from "./value-edit.ts";

/** The text after an edit, or why it cannot be made this way. */
export type EditedDocument =
  | { readonly status: "edited"; readonly text: string }
  | { readonly status: "refused"; readonly reason: string };

const refused = (reason: string): EditedDocument => ({ status: "refused", reason });

/** One line each way, so that nothing is folded that was not. */
const layout = { lineWidth: 0, flowCollectionPadding: true } as const;

/**
 * Changes one value in the text of a tree. Comments, order, quotes and layout of everything else stay as they
 * are written: the change is made in the library's tree, and what it did to the text is carried over to the text as
 * people wrote it. That the result says what it should, and nothing else, is compared, not believed.
 */
export function editDocument(text: string, edit: ValueEdit): EditedDocument {
  const ending = /\r?\n/.exec(text)?.[0] ?? "\n";
  const plain = text.replaceAll("\r\n", "\n");
  const { documents, problems } = parseDocuments("", plain);
  const [located] = documents;
  if (located === undefined || documents.length > 1 || problems.length > 0) {
    return refused("The text cannot be read as one document: repair it as text first.");
  }
  const wanted = valueAfter(located.value, edit);
  if (wanted === undefined) return refused("There is no such place in the document any more.");
  const made = madeTexts(plain, edit);
  if (typeof made === "string") return refused(made);
  const carried = transplant(plain, made.before, made.after);
  const found = [carried, made.after].find((candidate) => candidate !== null && says(candidate, wanted));
  if (found === undefined || found === null)
    return refused("It cannot be changed here without losing something: change the text.");
  return { status: "edited", text: found.replaceAll("\n", ending) };
}

function madeTexts(
  text: string,
  edit: ValueEdit,
): { readonly before: string; readonly after: string } | string {
  const tree = parseDocument(text, { uniqueKeys: false, prettyErrors: false });
  const before = tree.toString(layout);
  const alias = aliasOn(tree, edit.path);
  if (alias !== null) return alias;
  try {
    apply(tree, edit);
    return { before, after: tree.toString(layout) };
  } catch {
    // Mostly an alias that would stand before its anchor, or after one that went.
    return "Something else in the document refers to this place: change the text.";
  }
}

function says(text: string, wanted: Json): boolean {
  const { documents, problems } = parseDocuments("", text);
  return problems.length === 0 && documents.length === 1 && isSame(documents[0]?.value, wanted);
}

/** Equal but for the order of keys, which says nothing. */
function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return (
      one.length === other.length && one.every((item, index) => isSame(item as Json, other[index] as Json))
    );
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}

/** What stands on the way, where that is an alias: it is the same value elsewhere, and both would change. */
function aliasOn(tree: Document, path: DocumentPath): string | null {
  let node: unknown = tree.contents;
  for (const segment of path) {
    if (isAlias(node)) return `This part is an alias of &${node.source}: change it there, or as text.`;
    node = isMap(node) || isSeq(node) ? node.get(segment, true) : undefined;
  }
  return null;
}

function apply(tree: Document, edit: ValueEdit): void {
  switch (edit.type) {
    case "set":
      set(tree, edit.path, edit.value, edit.order ?? []);
      break;
    case "remove":
      tree.deleteIn(edit.path);
      break;
    case "insert": {
      const list = tree.getIn(edit.path, true);
      if (!isSeq(list)) set(tree, edit.path, [edit.value], edit.order ?? []);
      else list.items.splice(edit.at, 0, tree.createNode(edit.value));
      break;
    }
    case "move": {
      const list = tree.getIn(edit.path, true);
      if (isSeq(list)) list.items.splice(edit.to, 0, ...list.items.splice(edit.from, 1));
      break;
    }
    case "rename": {
      const map = tree.getIn(edit.path.slice(0, -1), true);
      const pair = isMap(map) ? map.items.find((one) => nameOf(one) === edit.path.at(-1)) : undefined;
      if (isScalar(pair?.key)) pair.key.value = edit.key;
      break;
    }
    default:
      edit satisfies never;
  }
}

const nameOf = ({ key }: Pair): unknown => (isScalar(key) ? String(key.value) : key);

function set(tree: Document, path: DocumentPath, value: Json, order: readonly string[]): void {
  const holderPath = path.slice(0, -1);
  const key = path.at(-1);
  const holder = holderAt(tree, holderPath);
  const old = holder.get(key, true);
  if (isScalar(old) && (value === null || typeof value !== "object") && typeof old.value === typeof value) {
    // The same node keeps its comment and, where that still fits, its quotes.
    old.value = value;
    return;
  }
  const isNew = !holder.has(key);
  const node = tree.createNode(value);
  if (isNode(old) && isNode(node))
    node.comment = isScalar(old) && isScalar(node) ? (old.comment ?? null) : null;
  holder.set(key, node);
  if (isNew && isMap(holder) && typeof key === "string") place(holder, key, order);
}

/** The map or list at a path; where nothing stands, empty maps are made. */
function holderAt(tree: Document, path: DocumentPath) {
  for (let length = 0; length <= path.length; length++) {
    const here = path.slice(0, length);
    const node = length === 0 ? tree.contents : tree.getIn(here, true);
    if (isMap(node) || isSeq(node)) continue;
    if (length === 0) tree.contents = tree.createNode({});
    else tree.setIn(here, tree.createNode({}));
  }
  const found = path.length === 0 ? tree.contents : tree.getIn(path, true);
  if (!isMap(found) && !isSeq(found)) throw new Error("the path does not lead into a collection");
  return found;
}

/** Moves the last field to where the order of the schema has it, after whatever of it stands before. */
function place(map: YAMLMap, key: string, order: readonly string[]): void {
  const rank = order.indexOf(key);
  if (rank < 0 || map.items.length < 2) return;
  const pair = map.items.at(-1);
  if (pair === undefined) return;
  const others = map.items.slice(0, -1);
  const after = others.findLastIndex((one) => {
    const place = order.indexOf(String(nameOf(one)));
    return place >= 0 && place < rank;
  });
  const first = others[0];
  if (after < 0 && map.commentBefore && isScalar(first?.key)) {
    // The parser gives the comment before the first field to the map.
    first.key.commentBefore = map.commentBefore;
    map.commentBefore = null;
  }
  map.items.splice(0, map.items.length, ...others.toSpliced(after + 1, 0, pair));
}
