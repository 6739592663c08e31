import type { EstateGraph } from "../graph/estate-graph.ts";
import type { Report } from "../progress.ts";
import { followedFailures } from "./followed-failures.ts";
import type { SpreadPlan } from "./spread-plan.ts";
import { lanes, newSpread, type Spread, spread } from "./spread.ts";

/** How much each failure takes down, beside itself: by rank of what fails. */
export type BlastCounts = {
  readonly nodes: Int32Array;
  readonly services: Int32Array;
  readonly functions: Int32Array;
};

/** How much each failure takes down. `report` hears how many failures have been followed. */
export function blastCounts(graph: EstateGraph, plan: SpreadPlan, report: Report = () => {}): BlastCounts {
  const state = newSpread(plan);
  const kinds = kindsByRank(graph, plan);
  const { sources, derived, through } = followedFailures(plan);
  const counts = newCounts(plan.size);
  const tallies = newCounts(lanes);
  for (let from = 0; from < sources.length; from += lanes) {
    const until = Math.min(sources.length, from + lanes);
    spread(state, sources, from, until);
    tallyAll(state, kinds, tallies);
    settleTally(tallies.nodes, counts.nodes, sources, from, until);
    settleTally(tallies.services, counts.services, sources, from, until);
    settleTally(tallies.functions, counts.functions, sources, from, until);
    if ((from & 0xfff) === 0) report(until, sources.length);
  }
  // What fails itself was counted, and is not what it takes down.
  for (let at = 0; at < sources.length; at += 1) addNode(counts, sources[at]!, kinds[sources[at]!]!, -1);
  for (let at = 0; at < derived.length; at += 1) {
    const rank = derived[at]!;
    const owner = through[at]!;
    counts.nodes[rank] = counts.nodes[owner]!;
    counts.services[rank] = counts.services[owner]!;
    counts.functions[rank] = counts.functions[owner]!;
    addNode(counts, rank, kinds[owner]!, 1);
  }
  return counts;
}

function newCounts(length: number): BlastCounts {
  return {
    nodes: new Int32Array(length),
    services: new Int32Array(length),
    functions: new Int32Array(length),
  };
}

/** Counts a node of a kind `by` times more among what the failure of `rank` takes down. */
function addNode(counts: BlastCounts, rank: number, kind: number, by: number): void {
  counts.nodes[rank]! += by;
  if (kind === 1) counts.services[rank]! += by;
  else if (kind === 2) counts.functions[rank]! += by;
}

function tallyAll(state: Spread, kinds: Uint8Array, tallies: BlastCounts): void {
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

/** Adds what was counted digit by digit to the counts of the ranks at `from` … `until` − 1. */
function settleTally(
  digits: Int32Array,
  counts: Int32Array,
  ranks: Int32Array,
  from: number,
  until: number,
): void {
  for (let digit = 0; digit < lanes; digit += 1) {
    for (let word = digits[digit]!; word !== 0; word &= word - 1) {
      const at = from + 31 - Math.clz32(word & -word);
      if (at < until) counts[ranks[at]!]! += 1 << digit;
    }
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
export function kindsByRank({ refs }: EstateGraph, { size, nodes }: SpreadPlan): Uint8Array {
  const kinds = new Uint8Array(size);
  // References are in order, so those of a kind stand together: two searches instead of a look at each text.
  const [service, serviceEnd] = rangeOf(refs, "service:");
  const [fn, functionEnd] = rangeOf(refs, "function:");
  for (let rank = 0; rank < size; rank += 1) {
    const node = nodes[rank]!;
    if (node >= service && node < serviceEnd) kinds[rank] = 1;
    else if (node >= fn && node < functionEnd) kinds[rank] = 2;
  }
  return kinds;
}

/** Where the references with a prefix begin and end in a list in order. */
function rangeOf(refs: readonly string[], prefix: string): readonly [number, number] {
  const firstNot = (isBefore: (ref: string) => boolean): number => {
    let low = 0;
    let high = refs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(refs[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [firstNot((ref) => ref < prefix), firstNot((ref) => ref < prefix || ref.startsWith(prefix))];
}
