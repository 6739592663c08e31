import type { PhaseGraph } from "../graph/phase-graph.ts";
import { knotsAmong } from "./knots.ts";
import type { WaitGraph } from "./wait-graph.ts";

/** Why a wait was given up: it was soft, a group has enough members outside the knot, or something had to begin. */
export type BreakReason = "itself" | "soft" | "spare" | "first";

/** A wait that was given up, by its number. */
export type BrokenWait = { readonly from: number; readonly wait: number; readonly reason: BreakReason };

/** With larger knots, so many shares of one begin at once: bounds the rounds that a huge tangle can take. */
const roundsMax = 1000;

/**
 * Gives up waits until nothing waits in a circle. In each knot: first the waits for itself and the soft ones, then those
 * for members of a group that has enough members elsewhere; and where hard waits still form a circle, the node with the
 * fewest of them begins (of equal ones that which most wait for, then the first by reference). That greedy choice is
 * the idea of P. Eades, X. Lin, W. Smyth, "A fast and effective heuristic for the feedback arc set problem" (1993);
 * the smallest set of waits to give up is NP-hard to find.
 */
export function breakKnots(
  phase: PhaseGraph,
  graph: WaitGraph,
  knots: readonly (readonly number[])[],
): readonly BrokenWait[] {
  const broken: BrokenWait[] = [];
  let open = knots;
  for (const step of [dropSoft, dropSpare]) {
    const next: (readonly number[])[] = [];
    for (const knot of open) {
      broken.push(...step(phase, graph, knot));
      next.push(...knotsAmong(graph, knot));
    }
    open = next;
  }
  while (open.length > 0) {
    const next: (readonly number[])[] = [];
    for (const knot of open) {
      broken.push(...beginSome(graph, knot));
      next.push(...knotsAmong(graph, knot));
    }
    open = next;
  }
  return broken;
}

function dropSoft(_phase: PhaseGraph, graph: WaitGraph, knot: readonly number[]): readonly BrokenWait[] {
  const isInside = new Set(knot);
  return giveUp(graph, knot, (wait, from) => {
    const target = graph.target[wait]!;
    if (target === from) return "itself";
    return graph.kind[wait] === "soft" && isInside.has(target) ? "soft" : null;
  });
}

function dropSpare(phase: PhaseGraph, graph: WaitGraph, knot: readonly number[]): readonly BrokenWait[] {
  const isInside = new Set(knot);
  const nodesInside = new Set(knot.map((place) => graph.nodes[place]!));
  return giveUp(graph, knot, (wait) => {
    if (graph.kind[wait] !== "group" || !isInside.has(graph.target[wait]!)) return null;
    const requirement = graph.requirement[wait]!;
    const { start, count, values } = phase.members;
    const members = values.subarray(start[requirement], start[requirement]! + count[requirement]!);
    const needed = members.length - phase.losses[requirement]! + 1;
    const outside = members.filter((member) => !nodesInside.has(member)).length;
    return outside >= needed ? "spare" : null;
  });
}

/** The node that waits for least begins without what it waits for in the knot. */
function beginSome(graph: WaitGraph, knot: readonly number[]): readonly BrokenWait[] {
  const isInside = new Set(knot);
  const waits = new Map<number, number>();
  const waitedFor = new Map<number, number>();
  for (const place of knot) {
    for (let wait = graph.start[place]!; wait < graph.start[place + 1]!; wait += 1) {
      const target = graph.target[wait]!;
      if (graph.alive[wait] === 0 || !isInside.has(target)) continue;
      waits.set(place, (waits.get(place) ?? 0) + 1);
      waitedFor.set(target, (waitedFor.get(target) ?? 0) + 1);
    }
  }
  const ranked = knot.toSorted(
    (one, other) =>
      (waits.get(one) ?? 0) - (waits.get(other) ?? 0) ||
      (waitedFor.get(other) ?? 0) - (waitedFor.get(one) ?? 0) ||
      one - other,
  );
  const beginning = ranked.slice(0, Math.ceil(knot.length / roundsMax));
  return giveUp(graph, beginning, (wait) => (isInside.has(graph.target[wait]!) ? "first" : null));
}

function giveUp(
  graph: WaitGraph,
  places: readonly number[],
  reasonFor: (wait: number, from: number) => BreakReason | null,
): readonly BrokenWait[] {
  const broken: BrokenWait[] = [];
  for (const from of places) {
    for (let wait = graph.start[from]!; wait < graph.start[from + 1]!; wait += 1) {
      if (graph.alive[wait] === 0) continue;
      const reason = reasonFor(wait, from);
      if (reason === null) continue;
      graph.alive[wait] = 0;
      broken.push({ from, wait, reason });
    }
  }
  return broken;
}
