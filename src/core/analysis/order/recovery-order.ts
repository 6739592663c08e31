import type { Ref } from "../../model/ref.ts";
import type { EstateGraph } from "../graph/estate-graph.ts";
import { breakKnots, type BreakReason } from "./break-knots.ts";
import { knotsAmong } from "./knots.ts";
import { reliedUpon, type WaitGraph, waitGraph } from "./wait-graph.ts";

/** In which order things can come back. */
export type RecoveryOrder = {
  /** What can start together, wave after wave; a wave starts when all before it are there. */
  readonly waves: readonly (readonly Ref[])[];
  /** What waits for one another in a circle, or for itself. It stands in the waves nevertheless. */
  readonly cycles: readonly (readonly Ref[])[];
  /** The waits that were given up so that the circles have an order. */
  readonly broken: readonly { readonly from: Ref; readonly to: Ref; readonly reason: BreakReason }[];
};

/** Which dependencies count: those needed to start, or those needed to work. */
export type OrderPhase = "startup" | "runtime";

/** The order of some things and of everything they rely on in that phase. */
export function orderFor(graph: EstateGraph, nodes: Iterable<number>, phase: OrderPhase): RecoveryOrder {
  return orderAmong(graph, reliedUpon(graph[phase], nodes), phase);
}

/**
 * The order of exactly these things; what else there is counts as running. Within a wave and a cycle, references are in
 * order. Linear in what is ordered where there are no circles.
 */
export function orderAmong(graph: EstateGraph, nodes: Iterable<number>, phase: OrderPhase): RecoveryOrder {
  const waits = waitGraph(graph[phase], nodes);
  const refOf = (place: number): Ref => graph.refs[waits.nodes[place]!]!;
  const knots = knotsAmong(waits, [...waits.nodes.keys()]);
  const broken = breakKnots(graph[phase], waits, knots);
  return {
    waves: wavesOf(waits).map((places) => places.map(refOf)),
    cycles: knots.map((places) => places.map(refOf)),
    broken: broken.map(({ from, wait, reason }) => ({
      from: refOf(from),
      to: refOf(waits.target[wait]!),
      reason,
    })),
  };
}

/** The wave of a node is one after the last of those it waits for (A. Kahn, 1962, wave by wave). */
function wavesOf(graph: WaitGraph): readonly (readonly number[])[] {
  const size = graph.nodes.length;
  const waiting = new Int32Array(size);
  const waiters: number[][] = Array.from({ length: size }, () => []);
  for (let place = 0; place < size; place += 1) {
    for (let wait = graph.start[place]!; wait < graph.start[place + 1]!; wait += 1) {
      if (graph.alive[wait] === 0) continue;
      waiting[place]! += 1;
      waiters[graph.target[wait]!]!.push(place);
    }
  }
  const waves: (readonly number[])[] = [];
  let wave = [...waiting.keys()].filter((place) => waiting[place] === 0);
  while (wave.length > 0) {
    waves.push(wave);
    const next: number[] = [];
    for (const place of wave) {
      for (const waiter of waiters[place]!) {
        waiting[waiter]! -= 1;
        if (waiting[waiter] === 0) next.push(waiter);
      }
    }
    wave = next.sort((one, other) => one - other);
  }
  return waves;
}
