import { type Alias, isAlias, isMap, isNode, isSeq, type LineCounter, type Node } from "yaml";
import type { Span } from "../model/diagnostic.ts";
import type { DocumentPath } from "../model/document-path.ts";
import { keyName } from "./node-to-json.ts";

/** The span between two offsets of the text. */
export function spanBetween(lines: LineCounter, start: number, end: number): Span {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
}

/** The span of a node, without the blank and the comment behind it. */
export function spanOfNode(lines: LineCounter, node: Node): Span {
  return spanBetween(lines, node.range?.[0] ?? 0, node.range?.[1] ?? 0);
}

type Entry = { readonly key: Node | null; readonly value: Node | null };

function entryAt(node: Node, segment: string | number): Entry | null {
  if (isSeq(node) && typeof segment === "number") {
    const item = node.items[segment];
    return isNode(item) ? { key: null, value: item } : null;
  }
  if (!isMap(node)) return null;
  // The last of several equal keys is the one whose value counts.
  const pair = node.items.findLast((candidate) => keyName(candidate) === String(segment));
  if (!pair) return null;
  return { key: isNode(pair.key) ? pair.key : null, value: isNode(pair.value) ? pair.value : null };
}

/** Finds the span of the value or the key at a path; see `LocatedDocument.locate`. */
export function locateNode(
  root: Node,
  targets: ReadonlyMap<Alias, Node>,
  lines: LineCounter,
  path: DocumentPath,
  part: "key" | "value",
): Span {
  let node: Node = root;
  let key: Node | null = null;
  for (const segment of path) {
    const holder: Node = isAlias(node) ? (targets.get(node) ?? node) : node;
    const entry = entryAt(holder, segment);
    // What is missing is shown at the key of what should hold it, or at its beginning.
    if (!entry) return key ? spanOfNode(lines, key) : firstLineOf(lines, node);
    key = entry.key;
    if (!entry.value) return spanOfNode(lines, entry.key ?? node);
    node = entry.value;
  }
  if (key && (part === "key" || isEmpty(node))) return spanOfNode(lines, key);
  return spanOfNode(lines, node);
}

const isEmpty = (node: Node) =>
  node.range !== null && node.range !== undefined && node.range[0] === node.range[1];

function firstLineOf(lines: LineCounter, node: Node): Span {
  if (isMap(node)) {
    const first = node.items[0]?.key;
    if (isNode(first)) return spanOfNode(lines, first);
  }
  return spanOfNode(lines, node);
}
