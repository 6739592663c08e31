import type { PhaseGraph } from "../graph/phase-graph.ts";

/** Why one thing waits for another: the later in this list, the sooner the wait is given up in a cycle. */
export const waitKinds = ["hard", "group", "soft"] as const;
export type WaitKind = (typeof waitKinds)[number];

/**
 * Who waits for whom among some nodes: waits of the node at place p are `start[p]` to `start[p + 1]`. Places are the
 * positions in `nodes`, which are in rising order.
 */
export type WaitGraph = {
  readonly nodes: Int32Array;
  readonly start: Int32Array;
  /** By wait: the place that is waited for. */
  readonly target: Int32Array;
  /** By wait: the requirement it comes from. */
  readonly requirement: Int32Array;
  readonly kind: readonly WaitKind[];
  /** By wait: 0 once it was given up. */
  readonly alive: Uint8Array;
};

/** The waits among `scope`; what stands outside is taken to be there already. One wait per pair, the strongest. */
export function waitGraph(graph: PhaseGraph, scope: Iterable<number>): WaitGraph {
  const nodes = Int32Array.from(new Set(scope)).sort();
  const placeOf = new Map<number, number>();
  nodes.forEach((node, place) => placeOf.set(node, place));
  const start = new Int32Array(nodes.length + 1);
  const target: number[] = [];
  const requirement: number[] = [];
  const kind: WaitKind[] = [];
  for (let place = 0; place < nodes.length; place += 1) {
    start[place] = target.length;
    const seen = new Map<number, number>();
    forEachMember(graph, nodes[place]!, (member, by) => {
      const waitedFor = placeOf.get(member);
      if (waitedFor === undefined) return;
      const asked = kindOf(graph, by);
      const known = seen.get(waitedFor);
      if (known === undefined) {
        seen.set(waitedFor, target.length);
        target.push(waitedFor);
        requirement.push(by);
        kind.push(asked);
      } else if (waitKinds.indexOf(asked) < waitKinds.indexOf(kind[known]!)) {
        kind[known] = asked;
        requirement[known] = by;
      }
    });
  }
  start[nodes.length] = target.length;
  const alive = new Uint8Array(target.length).fill(1);
  return {
    nodes,
    start,
    target: Int32Array.from(target),
    requirement: Int32Array.from(requirement),
    kind,
    alive,
  };
}

/** Calls `use` for each member of each requirement of a node. */
export function forEachMember(
  graph: PhaseGraph,
  node: number,
  use: (member: number, requirement: number) => void,
): void {
  const { requirements, members } = graph;
  const first = requirements.start[node]!;
  for (let at = first; at < first + requirements.count[node]!; at += 1) {
    const requirement = requirements.values[at]!;
    const from = members.start[requirement]!;
    for (let place = from; place < from + members.count[requirement]!; place += 1) {
      use(members.values[place]!, requirement);
    }
  }
}

/** Everything that `from` relies on, however indirectly, itself included: all members of groups, and what is soft. */
export function reliedUpon(graph: PhaseGraph, from: Iterable<number>): ReadonlySet<number> {
  const found = new Set(from);
  // A set is walked in the order of insertion, also over what is inserted meanwhile.
  for (const node of found) forEachMember(graph, node, (member) => found.add(member));
  return found;
}

/** All of a group's members are needed when as many losses as one break it. */
function kindOf(graph: PhaseGraph, requirement: number): WaitKind {
  if (graph.soft[requirement] === 1) return "soft";
  return graph.losses[requirement] === 1 ? "hard" : "group";
}
