import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { Json } from "../model/json.ts";

/** Deeper than any document people write; it keeps hostile ones from exhausting the stack. */
export const depthMax = 64;

/** How many values aliases may copy into one document: an alias bomb copies billions. */
export const aliasedValuesMax = 10_000;

export type NodeProblem =
  | { readonly type: "duplicate-key"; readonly key: string; readonly first: Node }
  | { readonly type: "too-many-aliases" | "nested-too-deeply" | "complex-key" }
  | { readonly type: "unknown-alias"; readonly alias: string }
  | { readonly type: "number-out-of-range"; readonly written: string };

/** The JSON value of a tree of nodes, what was wrong with it, and what each alias stands for. */
export type ConvertedNode = {
  readonly value: Json;
  readonly problems: readonly { readonly node: Node; readonly problem: NodeProblem }[];
  readonly targets: ReadonlyMap<Alias, Node>;
};

/** The name of a pair in JSON; null when its key is a list or a map. */
export function keyName(pair: Pair): string | null {
  const key = pair.key;
  if (isScalar(key)) return typeof key.source === "string" ? key.source : String(key.value);
  return isNode(key) ? null : String(key);
}

/**
 * Converts nodes to JSON within bounds. The library's own conversion throws on alias bombs, and its
 * check for duplicate keys takes quadratic time; this one reports both and is linear.
 */
export function nodeToJson(root: Node): ConvertedNode {
  const problems: { node: Node; problem: NodeProblem }[] = [];
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  let aliasedValues = 0;
  let isTooDeep = false;

  function convertMap(node: YAMLMap, depth: number, through: Alias | null): Json {
    const value: { [key: string]: Json } = {};
    const keys = new Map<string, Node>();
    for (const pair of node.items) {
      const keyNode = isNode(pair.key) ? pair.key : node;
      const key = keyName(pair);
      if (key === null) {
        problems.push({ node: keyNode, problem: { type: "complex-key" } });
        continue;
      }
      const first = keys.get(key);
      if (first) problems.push({ node: keyNode, problem: { type: "duplicate-key", key, first } });
      else keys.set(key, keyNode);
      const item = isNode(pair.value) ? convert(pair.value, depth + 1, through) : null;
      // A plain assignment to "__proto__" would change the object instead of adding a field.
      Object.defineProperty(value, key, {
        value: item,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return value;
  }

  function convertAlias(node: Alias, depth: number, through: Alias | null): Json {
    const target = anchors.get(node.source);
    if (!target) {
      problems.push({ node, problem: { type: "unknown-alias", alias: node.source } });
      return null;
    }
    targets.set(node, target);
    return convert(target, depth, through ?? node);
  }

  function convert(node: Node, depth: number, through: Alias | null): Json {
    if (depth > depthMax) {
      // Once is enough: everything at this depth is too deep.
      if (!isTooDeep) problems.push({ node: through ?? node, problem: { type: "nested-too-deeply" } });
      isTooDeep = true;
      return null;
    }
    if (through && ++aliasedValues > aliasedValuesMax) {
      if (aliasedValues === aliasedValuesMax + 1) {
        problems.push({ node: through, problem: { type: "too-many-aliases" } });
      }
      return null;
    }
    if (isAlias(node)) return convertAlias(node, depth, through);
    if (node.anchor && !through) anchors.set(node.anchor, node);
    if (isMap(node)) return convertMap(node, depth, through);
    if (isSeq(node)) {
      return node.items.map((item) => (isNode(item) ? convert(item, depth + 1, through) : null));
    }
    return isScalar(node) ? scalarValue(node.value, node.source, node) : null;
  }

  function scalarValue(value: unknown, source: string | undefined, node: Node): Json {
    if (typeof value === "number" && !isExact(value)) {
      problems.push({ node, problem: { type: "number-out-of-range", written: source ?? String(value) } });
      return null;
    }
    if (value === null || typeof value === "string" || typeof value === "number") return value;
    // Tags such as !!timestamp make other things of it; in JSON it is what was written.
    return typeof value === "boolean" ? value : (source ?? "");
  }

  return { value: convert(root, 0, null), problems, targets };
}

/** Whether JSON carries the number unchanged: not infinite, not NaN, no whole number beyond 2^53. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
