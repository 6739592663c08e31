import type { WaitGraph } from "./wait-graph.ts";

/**
 * The knots among some places of a graph: strongly connected components of more than one place, and single ones that
 * wait for themselves. Only waits that are alive and lead to one of the places count. Places of a knot are in rising
 * order, knots in the order of their first place.
 *
 * Source: R. Tarjan, "Depth-first search and linear graph algorithms" (1972), without recursion: estates have chains
 * of any length. Linear in places and waits.
 */
export function knotsAmong(graph: WaitGraph, places: readonly number[]): readonly (readonly number[])[] {
  const search = newSearch(graph, places);
  for (const place of places) if (search.number[place] === 0) visit(graph, search, place);
  return search.knots.sort((one, other) => one[0]! - other[0]!);
}

type Search = {
  /** By place: 1, 2, 3 … in the order of discovery; 0 not yet; −1 finished or not asked about. */
  readonly number: Int32Array;
  readonly lowest: Int32Array;
  readonly nextWait: Int32Array;
  readonly stack: number[];
  readonly knots: (readonly number[])[];
  count: number;
};

function newSearch(graph: WaitGraph, places: readonly number[]): Search {
  const size = graph.nodes.length;
  const number = new Int32Array(size).fill(-1);
  for (const place of places) number[place] = 0;
  return {
    number,
    lowest: new Int32Array(size),
    nextWait: new Int32Array(size),
    stack: [],
    knots: [],
    count: 0,
  };
}

function visit(graph: WaitGraph, search: Search, root: number): void {
  const { number, lowest, nextWait, stack } = search;
  const trail = [root];
  open(graph, search, root);
  while (trail.length > 0) {
    const place = trail[trail.length - 1]!;
    const wait = nextWait[place]!;
    if (wait < graph.start[place + 1]!) {
      nextWait[place] = wait + 1;
      const target = graph.target[wait]!;
      if (graph.alive[wait] === 0 || number[target] === -1) continue;
      if (number[target] === 0) {
        open(graph, search, target);
        trail.push(target);
      } else lowest[place] = Math.min(lowest[place]!, number[target]!);
      continue;
    }
    trail.pop();
    const before = trail[trail.length - 1];
    if (before !== undefined) lowest[before] = Math.min(lowest[before]!, lowest[place]!);
    if (lowest[place] === number[place]) close(graph, search, stack.lastIndexOf(place));
  }
}

function open(graph: WaitGraph, search: Search, place: number): void {
  search.count += 1;
  search.number[place] = search.count;
  search.lowest[place] = search.count;
  search.nextWait[place] = graph.start[place]!;
  search.stack.push(place);
}

/** Everything on the stack from `from` on is one component. */
function close(graph: WaitGraph, search: Search, from: number): void {
  const places = search.stack.splice(from).sort((one, other) => one - other);
  for (const place of places) search.number[place] = -1;
  if (places.length > 1 || waitsForItself(graph, places[0]!)) search.knots.push(places);
}

function waitsForItself({ start, target, alive }: WaitGraph, place: number): boolean {
  for (let wait = start[place]!; wait < start[place + 1]!; wait += 1) {
    if (target[wait] === place && alive[wait] === 1) return true;
  }
  return false;
}
