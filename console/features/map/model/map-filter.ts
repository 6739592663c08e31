import type { LinkFilter, MapSearch } from "../map-search.ts";
import { listOf } from "../map-search.ts";
import { placesOf } from "./failed-nodes.ts";
import { kindOf, linkBits, type MapModel } from "./map-model.ts";
import { neighbourhood } from "./neighbourhood.ts";
import { nodeStates } from "./node-state.ts";
import { inheritedTiers } from "./grouping.ts";

export type Filtered = {
  /** In the order of references. */
  readonly nodes: readonly number[];
  /** Left out because nothing links them to anything, which no map can show. */
  readonly unlinked: number;
};

/** Whether a link is of the chosen sort. */
export function linkTest(filter: LinkFilter): (bits: number) => boolean {
  switch (filter) {
    case "declared":
      return (bits) => (bits & linkBits.undeclared) === 0;
    case "observed-only":
      return (bits) => (bits & linkBits.undeclared) !== 0;
    case "never-seen":
      return (bits) => (bits & linkBits.neverSeen) !== 0;
    default:
      return () => true;
  }
}

/**
 * The nodes that the filters of an address leave. `states` matters only when it is filtered by state; the node that is looked
 * at stays whatever the filters say.
 */
export function filterNodes(
  model: MapModel,
  search: MapSearch,
  states: Uint8Array | null,
  isTable: boolean,
): Filtered {
  const at = placesOf(model).get(search.at ?? "") ?? -1;
  const near =
    at >= 0 && search.depth !== undefined
      ? neighbourhood(model, at, search.depth, search.toward ?? "both")
      : null;
  const tests = testsOf(model, search, states);
  const isLinked = linkedBy(model, search.links ?? "all");
  const nodes: number[] = [];
  let unlinked = 0;
  for (let node = 0; node < model.refs.length; node += 1) {
    if (node !== at) {
      if (near !== null && !near.has(node)) continue;
      if (!tests.every((test) => test(node))) continue;
      if (!isTable && isLinked[node] === 0) {
        unlinked += 1;
        continue;
      }
    }
    nodes.push(node);
  }
  return { nodes, unlinked };
}

function testsOf(
  model: MapModel,
  search: MapSearch,
  states: Uint8Array | null,
): readonly ((node: number) => boolean)[] {
  const tests: ((node: number) => boolean)[] = [];
  const kinds = new Set(listOf(search.kind));
  if (kinds.size > 0) tests.push((node) => kinds.has(kindOf(model, node)));
  for (const [column, text] of [
    [model.team, search.team],
    [model.site, search.site],
  ] as const) {
    const wanted = new Set(listOf(text));
    if (wanted.size > 0) tests.push((node) => wanted.has(model.refs[column[node]!] ?? "none"));
  }
  const tiers = new Set(listOf(search.tier).map(Number));
  if (tiers.size > 0) {
    const own = inheritedTiers(model);
    tests.push((node) => tiers.has(own[node]!));
  }
  const wanted = new Set(listOf(search.state));
  if (wanted.size > 0 && states !== null) tests.push((node) => wanted.has(nodeStates[states[node]!]!));
  const words = (search.q ?? "").toLowerCase().trim();
  if (words !== "") tests.push((node) => isNamed(model, node, words));
  return tests;
}

/** Whether all words stand in the name or the title of a node. */
export function isNamed(
  { refs, titles }: Pick<MapModel, "refs" | "titles">,
  node: number,
  words: string,
): boolean {
  const text = `${refs[node]!} ${titles[node]!.toLowerCase()}`;
  return words.split(/\s+/).every((word) => text.includes(word));
}

/** By node 1 when a link of the chosen sort touches it. */
function linkedBy({ links, refs }: MapModel, filter: LinkFilter): Uint8Array {
  const test = linkTest(filter);
  const linked = new Uint8Array(refs.length);
  for (let link = 0; link < links.from.length; link += 1) {
    if (!test(links.bits[link]!)) continue;
    linked[links.from[link]!] = 1;
    linked[links.to[link]!] = 1;
  }
  return linked;
}
