import { type Document, isCollection, isMap, isNode, isPair, isScalar, isSeq, type Node, visit } from "yaml";

/** Texts longer than this are folded, and lists and maps on one line that are longer are opened. */
export const lineWidth = 110;

/** Gives each comment to the field it stands before, and each list and map the form that fits its length; in place. */
export function layOut(document: Document, text: string): void {
  visit(document, {
    Map: (_key, map) => {
      for (const [index, pair] of map.items.entries()) {
        const next = map.items[index + 1]?.key;
        if (isNode(pair.key) && isScalar(next)) returnComment(pair.value, pair.key, next, text);
      }
    },
  });
  visit(document, {
    Collection: (_key, node, ancestors) => {
      if (!isCollection(node) || node.flow !== true) return;
      const isOpen = ancestors.every((ancestor) => !isCollection(ancestor) || ancestor.flow !== true);
      if (isOpen && widthOf(node, ancestors, text) > lineWidth) {
        node.flow = false;
        return;
      }
      // Maps are padded, lists are not; the library pads both or none.
      const padding = isMap(node) ? " " : "";
      const toString = node.toString.bind(node) as (...given: readonly unknown[]) => string;
      node.toString = (context, ...rest) =>
        toString(context && { ...context, flowCollectionPadding: padding }, ...rest);
    },
  });
}

/**
 * A list may stand as far left as the field that holds it. The parser then takes a comment behind it,
 * which belongs to the next field, for a comment of the list.
 */
function returnComment(value: unknown, key: Node, next: Node, text: string): void {
  if (!isSeq(value) || value.flow === true || !value.comment) return;
  if (columnOf(value, text) !== columnOf(key, text)) return;
  next.commentBefore = next.commentBefore ? `${value.comment}\n${next.commentBefore}` : value.comment;
  value.comment = null;
}

function columnOf(node: Node, text: string): number {
  const start = node.range?.[0] ?? 0;
  return start - (text.lastIndexOf("\n", start - 1) + 1);
}

/** How wide a collection is if it stands on one line, with its key and its indentation. */
function widthOf(node: Node, ancestors: readonly unknown[], text: string): number {
  const [start = 0, end = 0] = node.range ?? [];
  const parent = ancestors.at(-1);
  const key = isPair(parent) ? `${String(parent.key)}: ` : "- ";
  const depth = ancestors.filter(isCollection).length - (isPair(parent) ? 1 : 0);
  return depth * 2 + key.length + text.slice(start, end).replaceAll(/\s+/g, " ").length;
}
