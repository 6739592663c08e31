import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLSeq,
} from "yaml";
import type { DocumentPath } from "../../model/document-path.ts";
import type { Ref } from "../../model/ref.ts";

/** What becomes of a reference: others in its place; none: it goes. null: it stays. */
export type Replace = (ref: Ref, path: DocumentPath) => readonly Ref[] | null;

/** What was done with a reference in a text. */
export type EditedPlace = {
  readonly path: DocumentPath;
  readonly ref: Ref;
  readonly result: "replaced" | "removed" | "undecided" | "mentioned";
};

export type EditedText = { readonly text: string; readonly places: readonly EditedPlace[] };

type Edit = { readonly from: number; readonly to: number; readonly text: string };

/** Where the walk is: the list and the item of it that could be repeated or removed as a whole. */
type Item = { readonly seq: YAMLSeq; readonly index: number; readonly key: Node | null };

type Work = {
  readonly text: string;
  readonly replace: Replace;
  readonly old: ReadonlySet<string>;
  readonly mentions: RegExp;
  readonly edits: Edit[];
  readonly places: EditedPlace[];
  /** The key before each list, for when nothing is left of it. */
  readonly keys: Map<YAMLSeq, Node>;
  /** Items of lists that go, by their list; lists that lose all of them are written anew. */
  readonly gone: Map<YAMLSeq, { readonly key: Node | null; readonly indexes: Set<number> }>;
};

const startOf = (node: Node) => node.range?.[0] ?? 0;
const endOf = (node: Node) => node.range?.[1] ?? 0;

/**
 * Replaces references in a document's text and touches nothing else: layout, quotes and comments stay. `old` are
 * the references that `replace` may have something to say about.
 */
export function editReferences(text: string, old: readonly Ref[], replace: Replace): EditedText {
  if (!old.some((ref) => text.includes(ref))) return { text, places: [] };
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false });
  if (document.errors.length > 0 || document.contents === null) return { text, places: [] };
  const words = old.map((ref) => ref.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const mentions = new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`);
  const work: Work = {
    text,
    replace,
    old: new Set(old),
    mentions,
    edits: [],
    places: [],
    keys: new Map(),
    gone: new Map(),
  };
  visit(document.contents, [], null, work);
  for (const [seq, { key, indexes }] of work.gone) removeItems(seq, key, indexes, work);
  return { text: applied(text, work.edits), places: work.places };
}

function applied(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { from, to, text: put } of edits.toSorted((one, other) => other.from - one.from)) {
    result = result.slice(0, from) + put + result.slice(to);
  }
  return result;
}

function visit(node: Node, path: DocumentPath, item: Item | null, work: Work): void {
  if (isScalar(node)) return visitScalar(node, path, item, work);
  if (isSeq(node)) {
    const key = work.keys.get(node) ?? null;
    for (const [index, child] of node.items.entries()) {
      visit(child as Node, [...path, index], { seq: node, index, key }, work);
    }
  }
  if (isMap(node)) for (const pair of node.items) if (isPair(pair)) visitPair(pair, path, item, work);
}

function visitPair(pair: Pair, path: DocumentPath, item: Item | null, work: Work): void {
  const key = pair.key as Node;
  const name = isScalar(key) ? String(key.value) : "";
  const below = [...path, name];
  if (isScalar(key)) visitKey(key, below, work);
  const value = pair.value as Node | null;
  if (value === null) return;
  if (isSeq(value)) work.keys.set(value, key);
  // A dependency in its long form stands for its item; anything else in a map is a single value.
  visit(value, below, name === "on" ? item : null, work);
}

function visitKey(key: Scalar, path: DocumentPath, work: Work): void {
  const ref = String(key.value) as Ref;
  if (!work.old.has(ref)) return;
  const [first, ...others] = work.replace(ref, path) ?? [ref];
  if (first === ref) return;
  const isPlain = first !== undefined && others.length === 0;
  work.places.push({ path, ref, result: isPlain ? "replaced" : "undecided" });
  if (isPlain) work.edits.push({ from: startOf(key), to: endOf(key), text: quoted(key, first, work.text) });
}

/** The new reference, quoted as the old one was. */
function quoted(node: Scalar, ref: string, text: string): string {
  const quote = text[startOf(node)] ?? "";
  return quote === '"' || quote === "'" ? `${quote}${ref}${quote}` : ref;
}

function visitScalar(node: Scalar, path: DocumentPath, item: Item | null, work: Work): void {
  if (typeof node.value !== "string") return;
  const ref = node.value as Ref;
  if (!work.old.has(ref)) {
    const mentioned = work.mentions.exec(node.value)?.[0] as Ref | undefined;
    if (mentioned !== undefined) work.places.push({ path, ref: mentioned, result: "mentioned" });
    return;
  }
  const into = work.replace(ref, path);
  if (into === null) return;
  const [first, ...others] = into;
  if (first !== undefined && others.length === 0) {
    work.places.push({ path, ref, result: "replaced" });
    work.edits.push({ from: startOf(node), to: endOf(node), text: quoted(node, first, work.text) });
    return;
  }
  if (item === null || (first !== undefined && !canRepeat(item, work.text))) {
    work.places.push({ path, ref, result: "undecided" });
    return;
  }
  if (first === undefined) markGone(item, path, ref, work);
  else repeat(node, item, into, path, ref, work);
}

function markGone({ seq, index, key }: Item, path: DocumentPath, ref: Ref, work: Work): void {
  const gone = work.gone.get(seq) ?? { key, indexes: new Set<number>() };
  gone.indexes.add(index);
  work.gone.set(seq, gone);
  work.places.push({ path, ref, result: "removed" });
}

/** The place of the dash before an item of a block list; null where something else stands on its line. */
function dashOf(node: Node, text: string): number | null {
  const dash = text.lastIndexOf("-", startOf(node) - 1);
  const line = text.lastIndexOf("\n", dash) + 1;
  return dash >= 0 && text.slice(line, dash).trim() === "" ? dash : null;
}

const canRepeat = ({ seq, index }: Item, text: string) =>
  seq.flow === true || dashOf(seq.items[index] as Node, text) !== null;

function repeat(
  node: Scalar,
  { seq, index }: Item,
  into: readonly Ref[],
  path: DocumentPath,
  ref: Ref,
  work: Work,
): void {
  const item = seq.items[index] as Node;
  const { text } = work;
  const before = text.slice(startOf(item), startOf(node));
  const after = text.slice(endOf(node), endOf(item)).trimEnd();
  const dash = dashOf(item, text) ?? 0;
  const indent = text.slice(text.lastIndexOf("\n", dash) + 1, dash);
  const separator = seq.flow === true ? ", " : `\n${indent}- `;
  const copies = into.map((one) => `${before}${quoted(node, one, text)}${after}`);
  const end = startOf(item) + before.length + (endOf(node) - startOf(node)) + after.length;
  work.edits.push({ from: startOf(item), to: end, text: copies.join(separator) });
  work.places.push({ path, ref, result: "replaced" });
}

function removeItems(seq: YAMLSeq, key: Node | null, indexes: ReadonlySet<number>, work: Work): void {
  const { text, edits } = work;
  const items = seq.items as Node[];
  // An edit inside an item that goes would be applied to what is no longer there.
  const isInside = ({ from }: Edit) =>
    [...indexes].some((index) => from >= startOf(items[index] as Node) && from < endOf(items[index] as Node));
  for (let index = edits.length - 1; index >= 0; index--)
    if (isInside(edits[index] as Edit)) edits.splice(index, 1);
  if (indexes.size === items.length) {
    const from = seq.flow === true || key === null ? startOf(seq) : text.indexOf(":", endOf(key)) + 1;
    const last = endOf(items.at(-1) as Node);
    edits.push({ from, to: seq.flow === true ? endOf(seq) : last, text: seq.flow === true ? "[]" : " []" });
    return;
  }
  for (const index of indexes) edits.push(removalOf(items, index, seq.flow === true, text, indexes));
}

function removalOf(
  items: readonly Node[],
  index: number,
  isFlow: boolean,
  text: string,
  indexes: ReadonlySet<number>,
): Edit {
  const item = items[index] as Node;
  const next = items[index + 1];
  if (isFlow) {
    if (next !== undefined) return { from: startOf(item), to: startOf(next), text: "" };
    // The comma before the last item goes with it, unless an item before it takes that along.
    let kept = index - 1;
    while (kept >= 0 && indexes.has(kept)) kept--;
    const from = kept === index - 1 ? endOf(items[kept] as Node) : startOf(item);
    return { from, to: endOf(item), text: "" };
  }
  const dash = dashOf(item, text) ?? startOf(item);
  const from = text.lastIndexOf("\n", dash) + 1;
  const end = text.indexOf("\n", Math.max(endOf(item) - 1, from));
  return { from, to: end === -1 ? text.length : end + 1, text: "" };
}
