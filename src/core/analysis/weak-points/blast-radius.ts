import type { EstateGraph } from "../graph/estate-graph.ts";
import type { Report } from "../progress.ts";
import type { SpreadPlan } from "./spread-plan.ts";
import { lanes, newSpread, type Spread, spread } from "./spread.ts";

/** How much each failure takes down, beside itself: by rank of what fails. */
export type BlastCounts = {
  readonly nodes: Int32Array;
  readonly services: Int32Array;
  readonly functions: Int32Array;
};

/** The counts of a part of the sources; ranks that are not among them stay 0. `report` hears how many sources are done. */
export function blastCounts(graph: EstateGraph, plan: SpreadPlan, report: Report = () => {}): BlastCounts {
  const state = newSpread(plan);
  const kinds = kindsByRank(graph, plan);
  const sources = sourcesOf(plan);
  const counts = {
    nodes: new Int32Array(plan.size),
    services: new Int32Array(plan.size),
    functions: new Int32Array(plan.size),
  };
  const tallies = {
    nodes: new Int32Array(lanes),
    services: new Int32Array(lanes),
    functions: new Int32Array(lanes),
  };
  for (let from = 0; from < sources.length; from += lanes) {
    const until = Math.min(sources.length, from + lanes);
    spread(state, sources, from, until);
    tallyAll(state, kinds, tallies);
    const ranks = sources.subarray(from, until);
    for (const name of ["nodes", "services", "functions"] as const)
      settleTally(tallies[name], counts[name], ranks);
    if ((from & 0xfff) === 0) report(until, sources.length);
  }
  // What fails itself was counted, and is not what it takes down.
  for (const rank of sources) {
    counts.nodes[rank]! -= 1;
    if (kinds[rank] === 1) counts.services[rank]! -= 1;
    else if (kinds[rank] === 2) counts.functions[rank]! -= 1;
  }
  return counts;
}

/** The ranks that something relies on: nothing else takes anything down. */
export function sourcesOf({ size, useStart }: SpreadPlan): Int32Array {
  return Int32Array.from({ length: size }, (_, rank) => rank).filter(
    (rank) => useStart[rank + 1]! > useStart[rank]!,
  );
}

type Tallies = { readonly nodes: Int32Array; readonly services: Int32Array; readonly functions: Int32Array };

function tallyAll(state: Spread, kinds: Uint8Array, tallies: Tallies): void {
  const { downBy, touched, touchedCount } = state;
  const { nodes, services, functions } = tallies;
  for (let at = 0; at < touchedCount; at += 1) {
    const rank = touched[at]!;
    const word = downBy[rank]!;
    tally(nodes, word);
    if (kinds[rank] === 1) tally(services, word);
    else if (kinds[rank] === 2) tally(functions, word);
  }
}

/** Adds a bit to each of 32 counts that are written digit by digit, one word per digit: two steps on average. */
function tally(digits: Int32Array, word: number): void {
  let carry = word;
  for (let digit = 0; carry !== 0; digit += 1) {
    const now = digits[digit]!;
    digits[digit] = now ^ carry;
    carry &= now;
  }
}

function settleTally(digits: Int32Array, counts: Int32Array, ranks: Int32Array): void {
  for (let digit = 0; digit < digits.length; digit += 1) {
    const word = digits[digit]!;
    if (word === 0) continue;
    for (let lane = 0; lane < ranks.length; lane += 1)
      counts[ranks[lane]!]! += ((word >>> lane) & 1) << digit;
    digits[digit] = 0;
  }
}

/** What each failure takes down beside itself, as lists of nodes in rising order. */
export function blastLists(
  plan: SpreadPlan,
  ranks: Int32Array,
  visit: (node: number, takesDown: Int32Array) => void,
): void {
  const state = newSpread(plan);
  for (let from = 0; from < ranks.length; from += lanes) {
    const until = Math.min(ranks.length, from + lanes);
    spread(state, ranks, from, until);
    const lists: number[][] = Array.from({ length: until - from }, () => []);
    for (let at = 0; at < state.touchedCount; at += 1) {
      const rank = state.touched[at]!;
      for (let word = state.downBy[rank]!; word !== 0; word &= word - 1) {
        const lane = 31 - Math.clz32(word & -word);
        if (ranks[from + lane] !== rank) lists[lane]!.push(plan.nodes[rank]!);
      }
    }
    lists.forEach((list, lane) => visit(plan.nodes[ranks[from + lane]!]!, Int32Array.from(list).sort()));
  }
}

/** By rank: 1 for a service, 2 for a function, 0 for the rest. */
export function kindsByRank(graph: EstateGraph, plan: SpreadPlan): Uint8Array {
  return Uint8Array.from(plan.nodes, (node) => {
    const ref = graph.refs[node]!;
    if (ref.startsWith("service:")) return 1;
    return ref.startsWith("function:") ? 2 : 0;
  });
}
