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
  type YAMLSeq,
} from "yaml";
import type { Json } from "../model/json.ts";
import { type PlaceTable, type PlaceTableBuilder, placeTableBuilder, type Stretch } from "./place-table.ts";

/** Deeper than any document people write; it keeps hostile ones from exhausting the stack. */
export const depthMax = 64;

/** How many values aliases may copy into one document: an alias bomb copies billions. */
export const aliasedValuesMax = 10_000;

export type NodeProblem =
  | { readonly type: "duplicate-key"; readonly key: string; readonly first: Node }
  | { readonly type: "too-many-aliases" | "nested-too-deeply" | "complex-key" }
  | { readonly type: "unknown-alias"; readonly alias: string }
  | { readonly type: "number-out-of-range"; readonly written: string };

/** The JSON value of a tree of nodes, what was wrong with it, and where each part of it stands. */
export type ConvertedNode = {
  readonly value: Json;
  readonly problems: readonly { readonly node: Node; readonly problem: NodeProblem }[];
  readonly places: PlaceTable;
};

/** The name of a pair in JSON; null when its key is a list or a map. */
function keyName(pair: Pair): string | null {
  const key = pair.key;
  if (isScalar(key)) return typeof key.source === "string" ? key.source : String(key.value);
  return isNode(key) ? null : String(key);
}

/** The stretch of a node, without the blank and the comment behind it. */
function stretchOf(node: Node | null): Stretch | null {
  return node === null ? null : { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}

/** What one conversion keeps in mind. */
type Conversion = {
  readonly problems: { node: Node; problem: NodeProblem }[];
  /** What each anchor named last, and its entry among the places. */
  readonly anchors: Map<string, Target>;
  /** What each alias stands for: the anchor of that name that stood before it, whatever the name means later. */
  readonly targets: Map<Alias, Target>;
  readonly places: PlaceTableBuilder;
  aliasedValues: number;
  isTooDeep: boolean;
};

type Target = { readonly node: Node; readonly entry: number };

/**
 * Converts nodes to JSON within bounds. The library's own conversion throws on alias bombs, and its
 * check for duplicate keys takes quadratic time; this one reports both and is linear.
 */
export function nodeToJson(root: Node): ConvertedNode {
  const conversion: Conversion = {
    problems: [],
    anchors: new Map(),
    targets: new Map(),
    places: placeTableBuilder(),
    aliasedValues: 0,
    isTooDeep: false,
  };
  const entry = conversion.places.open(null, null, stretchOf(root));
  const value = convert(conversion, root, entry, 0, null);
  conversion.places.close(entry);
  return { value, problems: conversion.problems, places: conversion.places.table() };
}

/** Converts a node whose entry is open; `through` is the alias by which it is reached, and then it has none. */
function convert(
  conversion: Conversion,
  node: Node,
  entry: number,
  depth: number,
  through: Alias | null,
): Json {
  const { problems, anchors, places } = conversion;
  if (depth > depthMax) {
    // Once is enough: everything at this depth is too deep.
    if (!conversion.isTooDeep)
      problems.push({ node: through ?? node, problem: { type: "nested-too-deeply" } });
    conversion.isTooDeep = true;
    return null;
  }
  if (through && ++conversion.aliasedValues > aliasedValuesMax) {
    if (conversion.aliasedValues === aliasedValuesMax + 1) {
      problems.push({ node: through, problem: { type: "too-many-aliases" } });
    }
    return null;
  }
  if (isAlias(node)) return convertAlias(conversion, node, entry, depth, through);
  if (node.anchor && !through) anchors.set(node.anchor, { node, entry });
  if (isMap(node)) {
    if (!through) places.setKind(entry, "map", node.flow === true ? "flow" : "block");
    return convertMap(conversion, node, depth, through);
  }
  if (isSeq(node)) {
    if (!through) places.setKind(entry, "list", node.flow === true ? "flow" : "block");
    return convertList(conversion, node, depth, through);
  }
  return isScalar(node) ? scalarValue(conversion, node.value, node.source, node) : null;
}

function convertAlias(
  conversion: Conversion,
  node: Alias,
  entry: number,
  depth: number,
  through: Alias | null,
): Json {
  const target = conversion.targets.get(node) ?? conversion.anchors.get(node.source);
  if (!target) {
    conversion.problems.push({ node, problem: { type: "unknown-alias", alias: node.source } });
    return null;
  }
  conversion.targets.set(node, target);
  if (!through) conversion.places.setTarget(entry, target.entry);
  return convert(conversion, target.node, -1, depth, through ?? node);
}

function convertMap(conversion: Conversion, node: YAMLMap, depth: number, through: Alias | null): Json {
  const { problems, places } = conversion;
  const value: { [key: string]: Json } = {};
  const keys = new Map<string, Node>();
  for (const pair of node.items) {
    const keyNode = isNode(pair.key) ? pair.key : null;
    const key = keyName(pair);
    const valueNode = isNode(pair.value) ? pair.value : null;
    const entry = through ? -1 : places.open(key, stretchOf(keyNode), stretchOf(valueNode));
    if (key === null) {
      problems.push({ node: keyNode ?? node, problem: { type: "complex-key" } });
    } else {
      const first = keys.get(key);
      if (first) problems.push({ node: keyNode ?? node, problem: { type: "duplicate-key", key, first } });
      else keys.set(key, keyNode ?? node);
      setField(value, key, valueNode ? convert(conversion, valueNode, entry, depth + 1, through) : null);
    }
    if (!through) places.close(entry);
  }
  return value;
}

function setField(value: { [key: string]: Json }, key: string, item: Json): void {
  // A plain assignment to "__proto__" would change the object instead of adding a field.
  if (key !== "__proto__") value[key] = item;
  else
    Object.defineProperty(value, key, { value: item, enumerable: true, configurable: true, writable: true });
}

function convertList(conversion: Conversion, node: YAMLSeq, depth: number, through: Alias | null): Json {
  return node.items.map((item) => {
    const itemNode = isNode(item) ? item : null;
    if (through) return itemNode ? convert(conversion, itemNode, -1, depth + 1, through) : null;
    const entry = conversion.places.open(null, null, stretchOf(itemNode));
    const value = itemNode ? convert(conversion, itemNode, entry, depth + 1, through) : null;
    conversion.places.close(entry);
    return value;
  });
}

function scalarValue({ problems }: Conversion, value: unknown, source: string | undefined, node: Node): Json {
  if (typeof value === "number" && !isExact(value)) {
    problems.push({ node, problem: { type: "number-out-of-range", written: source ?? String(value) } });
    return null;
  }
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  // Tags such as !!timestamp make other things of it; in JSON it is what was written.
  return typeof value === "boolean" ? value : (source ?? "");
}

/** Whether JSON carries the number unchanged: not infinite, not NaN, no whole number beyond 2^53. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
