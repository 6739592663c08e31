import type { Ref } from "../../model/ref.ts";
import type { EstateGraph } from "../graph/estate-graph.ts";
import type { Report } from "../progress.ts";
import { cutSets } from "./cut-sets.ts";
import { failureClasses, partnersOf } from "./failure-classes.ts";
import { lanes, newSpread, type Spread, spread } from "./spread.ts";
import { type SpreadPlan, spreadPlan } from "./spread-plan.ts";

/** Two nodes and what is down when both fail and up when either fails alone. */
export type FailurePair = { readonly refs: readonly [Ref, Ref]; readonly takesDown: readonly Ref[] };

/** Pairs in the order of their references; not `complete` when there are more than are listed. */
export type FailurePairs = { readonly pairs: readonly FailurePair[]; readonly complete: boolean };

/** So many pairs are listed at most. */
export const pairsMax = 200_000;

/** The pairs that take one node down, with all that each takes down. */
export function pairsOf(graph: EstateGraph, node: number, report: Report = () => {}): FailurePairs {
  const { order2, complete } = cutSets(graph, node, 2);
  const partners = new Map<Ref, Ref[]>();
  for (const [one, other] of order2) {
    const known = partners.get(one);
    if (known) known.push(other);
    else partners.set(one, [other]);
  }
  const search = newSearch(graph);
  let done = 0;
  for (const [one, others] of partners) {
    report(done, partners.size);
    done += 1;
    const ranks = others.map((other) => search.plan.rankOf[graph.indexOf.get(other)!]!);
    tryAll(search, search.plan.rankOf[graph.indexOf.get(one)!]!, ranks);
  }
  return { pairs: sorted(graph, search), complete };
}

/**
 * All pairs of the estate. Only failures that cost one group members without breaking it can form one, so only those
 * are tried, 32 at once. The time is in proportion to such candidates; there can be many times more of them than nodes.
 */
export function allPairs(graph: EstateGraph, report: Report = () => {}): FailurePairs {
  const search = newSearch(graph);
  const classes = failureClasses(search.plan, Int32Array.from(search.plan.nodes.keys()));
  const partners = partnersOf(classes);
  for (let at = 0; at < classes.length && search.found.length <= pairsMax; at += 1) {
    report(at, classes.length);
    const others = partners(at).flatMap((other) => classes[other]!.ranks);
    for (const rank of classes[at]!.ranks) tryAll(search, rank, others);
  }
  return { pairs: sorted(graph, search).slice(0, pairsMax), complete: search.found.length <= pairsMax };
}

type Search = {
  readonly plan: SpreadPlan;
  readonly together: Spread;
  readonly apart: Spread;
  readonly found: { readonly nodes: readonly [number, number]; readonly takesDown: Int32Array }[];
};

function newSearch(graph: EstateGraph): Search {
  const plan = spreadPlan(graph.runtime);
  return { plan, together: newSpread(plan), apart: newSpread(plan), found: [] };
}

/** Lets `rank` fail together with each of the others. */
function tryAll({ plan, together, apart, found }: Search, rank: number, others: readonly number[]): void {
  const sources = Int32Array.from(others);
  spread(apart, Int32Array.of(rank), 0, 1);
  const alone = new Set(apart.touched.subarray(0, apart.touchedCount));
  for (let from = 0; from < sources.length; from += lanes) {
    const until = Math.min(sources.length, from + lanes);
    spread(together, sources, from, until, [rank]);
    spread(apart, sources, from, until);
    const lists: number[][] = Array.from({ length: until - from }, () => []);
    for (const reached of together.touched.subarray(0, together.touchedCount)) {
      if (alone.has(reached)) continue;
      for (let word = together.downBy[reached]! & ~apart.downBy[reached]!; word !== 0; word &= word - 1) {
        lists[31 - Math.clz32(word & -word)]!.push(plan.nodes[reached]!);
      }
    }
    lists.forEach((list, lane) => {
      if (list.length === 0) return;
      const nodes = [plan.nodes[rank]!, plan.nodes[sources[from + lane]!]!].sort((one, other) => one - other);
      found.push({ nodes: nodes as [number, number], takesDown: Int32Array.from(list).sort() });
    });
  }
}

function sorted(graph: EstateGraph, { found }: Search): readonly FailurePair[] {
  const refOf = (node: number): Ref => graph.refs[node]!;
  return found
    .sort((one, other) => one.nodes[0] - other.nodes[0] || one.nodes[1] - other.nodes[1])
    .map(({ nodes: [one, other], takesDown }) => ({
      refs: [refOf(one), refOf(other)],
      takesDown: Array.from(takesDown, refOf),
    }));
}
