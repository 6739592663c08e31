import type { EstateMap, MapRunbook, MapScenario } from "#core/analysis/map/estate-map.ts";
import type { LinkColumns } from "#core/analysis/map/map-observed.ts";
import type { Ref } from "#core/model/ref.ts";
import { type Adjacency, adjacencyOf } from "./adjacency.ts";

/** The kinds that can fail, from what the business sees down to what it all stands on: the layers of a map. */
export const nodeKinds = ["function", "service", "component", "vendor", "site", "team", "person"] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** What a link is, as bits of one number. */
export const linkBits = {
  soft: 1,
  /** One of several that stand in for one another. */
  group: 2,
  /** Nobody wrote it under `dependsOn`: it follows from where things stand. */
  implied: 4,
  /** It counts only while things start. */
  startup: 8,
  /** Calls were seen. */
  seen: 16,
  /** Declared by something whose calls are observed, and never seen. */
  neverSeen: 32,
  /** Seen, and not declared: it counts for nothing until its owner confirms it. */
  undeclared: 64,
  /** A setting names it, and nobody has seen a call. */
  hint: 128,
} as const;

/** An estate as it is drawn: numbers in columns; a node is a place in `refs`, a link one in `links.from`. */
export type MapModel = {
  readonly refs: readonly Ref[];
  /** What people call it: the title, or the name where no document describes it. */
  readonly titles: readonly string[];
  /** Place in `nodeKinds`. */
  readonly kind: Uint8Array;
  readonly site: Int32Array;
  readonly team: Int32Array;
  readonly vendor: Int32Array;
  readonly tier: Uint8Array;
  /** 1: no valid document describes it. */
  readonly undescribed: Uint8Array;
  readonly links: Links;
  /** Links that start at a node: what it relies on. */
  readonly needs: Adjacency;
  /** Links that end at a node: what relies on it. */
  readonly neededBy: Adjacency;
  readonly scenarios: readonly MapScenario[];
  readonly runbooks: readonly MapRunbook[];
  readonly observed: {
    readonly isLookedAt: boolean;
    readonly fault: string | null;
    readonly outside: readonly { readonly from: string; readonly to: string }[];
  };
};

export type Links = {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly bits: Uint8Array;
  /** Calls that were counted; −1 where nobody counted. */
  readonly calls: Float64Array;
};

type Sent = EstateMap & { readonly observedFault: string | null };

/** The model of a map as the server sent it. Takes time in proportion to its size. */
export function mapModel(map: Sent): MapModel {
  const { refs } = map;
  const links = linksOf(map);
  const undescribed = new Uint8Array(refs.length);
  for (const node of [...map.missing, ...map.invalid]) undescribed[node] = 1;
  return {
    refs,
    titles: map.titles.map((title, node) => title || refs[node]!.slice(refs[node]!.indexOf(":") + 1)),
    kind: Uint8Array.from(refs, (ref) => nodeKinds.indexOf(ref.slice(0, ref.indexOf(":")) as NodeKind)),
    site: Int32Array.from(map.site),
    team: Int32Array.from(map.team),
    vendor: Int32Array.from(map.vendor),
    tier: Uint8Array.from(map.tier),
    undescribed,
    links,
    needs: adjacencyOf(links.from, refs.length),
    neededBy: adjacencyOf(links.to, refs.length),
    scenarios: map.scenarios,
    runbooks: map.runbooks,
    observed: {
      isLookedAt: map.observed !== null,
      fault: map.observedFault,
      outside: map.observed?.outside ?? [],
    },
  };
}

/** What kind of thing a node is. */
export function kindOf({ kind }: Pick<MapModel, "kind">, node: number): NodeKind {
  return nodeKinds[kind[node]!]!;
}

/** Declared links first, in the order of the requirements; then what was only seen. Two of the same ends are one. */
function linksOf({ requirements, observed, refs }: EstateMap): Links {
  const places = new Map<number, number>();
  const from: number[] = [];
  const to: number[] = [];
  const bits: number[] = [];
  const calls: number[] = [];
  const keyOf = (one: number, other: number) => one * refs.length + other;
  const add = (one: number, other: number, what: number) => {
    const known = places.get(keyOf(one, other));
    if (known !== undefined) {
      bits[known] = mergedBits(bits[known]!, what);
      return;
    }
    places.set(keyOf(one, other), from.length);
    from.push(one);
    to.push(other);
    bits.push(what);
    calls.push(-1);
  };
  let next = 0;
  requirements.owner.forEach((owner, at) => {
    const size = requirements.size[at]!;
    const what =
      (requirements.soft[at] === 1 ? linkBits.soft : 0) |
      (size > 1 ? linkBits.group : 0) |
      (requirements.implied[at] === 1 ? linkBits.implied : 0) |
      (requirements.phase[at] === 2 ? linkBits.startup : 0);
    for (let member = next; member < next + size; member += 1)
      add(owner, requirements.members[member]!, what);
    next += size;
  });
  const look = ({ from: ones, to: others, calls: counts, hint }: LinkColumns, what: number) => {
    ones.forEach((one, at) => {
      add(one, others[at]!, what | (hint[at] === 1 ? linkBits.hint : 0));
      calls[places.get(keyOf(one, others[at]!))!] = counts[at]!;
    });
  };
  if (observed !== null) {
    look(observed.seen, linkBits.seen);
    look(observed.undeclared, linkBits.undeclared);
    observed.neverSeen.from.forEach((one, at) => add(one, observed.neverSeen.to[at]!, linkBits.neverSeen));
  }
  return {
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    bits: Uint8Array.from(bits),
    calls: Float64Array.from(calls),
  };
}

const qualities = linkBits.soft | linkBits.group | linkBits.implied | linkBits.startup;

/** Of two declarations the stronger one is drawn: what both are; what was seen of either. */
function mergedBits(one: number, other: number): number {
  const sight = (one | other) & ~qualities;
  const isSight = (other & ~qualities) !== 0;
  return isSight ? one | sight : (one & other & qualities) | sight;
}
