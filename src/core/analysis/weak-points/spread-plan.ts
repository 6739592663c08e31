import type { PhaseGraph } from "../graph/phase-graph.ts";

/**
 * The part of a graph along which "down" spreads, laid out for speed: nodes are renumbered so that what a node relies
 * on mostly comes before it and near it, and soft requirements are left out. Such a number is a *rank*.
 */
export type SpreadPlan = {
  readonly size: number;
  /** By rank: the node. */
  readonly nodes: Int32Array;
  /** By node: its rank, or −1 when it is not part of the plan. */
  readonly rankOf: Int32Array;
  readonly useStart: Int32Array;
  /**
   * The uses of a rank, two bits and a number: `groupBit` set, the number of a group; otherwise the rank of the owner,
   * with `topBit` when nothing relies on it, so that the way ends there.
   */
  readonly uses: Int32Array;
  /**
   * Four numbers by group, side by side since they are read together: the rank of its owner, where its counters begin,
   * how many binary digits they have, and what they begin with so that the last loss overflows them.
   */
  readonly groups: Int32Array;
  /** The length of all counters: by group a place for the round, and one for each digit of `losses − 1`. */
  readonly counterCount: number;
};

/** Of an entry of `uses`: its number is that of a group. */
export const groupBit = 1;
/** Of an entry of `uses`: nothing relies on its owner. */
export const topBit = 2;

/** The plan of all nodes, or of those in `scope`. Linear. */
export function spreadPlan(graph: PhaseGraph, scope: Iterable<number> | null = null): SpreadPlan {
  const nodes = bottomUp(graph, scope);
  const rankOf = new Int32Array(graph.nodeCount).fill(-1);
  for (let rank = 0; rank < nodes.length; rank += 1) rankOf[nodes[rank]!] = rank;

  const groupOf = new Int32Array(graph.requirementCount).fill(-1);
  const groups: number[] = [];
  let counterCount = 0;
  for (let requirement = 0; requirement < graph.requirementCount; requirement += 1) {
    const owner = rankOf[graph.owner[requirement]!]!;
    const losses = graph.losses[requirement]!;
    if (owner < 0 || graph.soft[requirement] === 1 || losses < 2) continue;
    const digits = 32 - Math.clz32(losses - 1);
    groupOf[requirement] = groups.length / 4;
    groups.push(owner, counterCount, digits, (1 << digits) - losses);
    counterCount += digits + 1;
  }
  const useStart = new Int32Array(nodes.length + 1);
  const uses: number[] = [];
  for (let rank = 0; rank < nodes.length; rank += 1) {
    useStart[rank] = uses.length;
    const node = nodes[rank]!;
    const first = graph.uses.start[node]!;
    for (let at = first; at < first + graph.uses.count[node]!; at += 1) {
      const requirement = graph.uses.values[at]!;
      const owner = rankOf[graph.owner[requirement]!]!;
      if (owner < 0 || graph.soft[requirement] === 1) continue;
      const group = groupOf[requirement]!;
      const top = graph.uses.count[graph.owner[requirement]!] === 0 ? topBit : 0;
      uses.push(group < 0 ? (owner << 2) | top : (group << 2) | groupBit);
    }
  }
  useStart[nodes.length] = uses.length;
  return {
    size: nodes.length,
    nodes,
    rankOf,
    useStart,
    uses: Int32Array.from(uses),
    groups: Int32Array.from(groups),
    counterCount,
  };
}

/** Nodes in the order in which a depth-first search leaves them: what they rely on first, cycles somehow. */
function bottomUp(graph: PhaseGraph, scope: Iterable<number> | null): Int32Array {
  const isWanted = new Uint8Array(graph.nodeCount).fill(scope === null ? 1 : 0);
  for (const node of scope ?? []) isWanted[node] = 1;
  const order: number[] = [];
  const roots: number[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1) if (graph.uses.count[node] === 0) roots.push(node);
  for (let node = 0; node < graph.nodeCount; node += 1) if (graph.uses.count[node] !== 0) roots.push(node);
  const { requirements, members } = graph;
  const trail: { readonly node: number; requirement: number; member: number }[] = [];
  const enter = (node: number): void => {
    if (isWanted[node] === 0) return;
    isWanted[node] = 0;
    trail.push({ node, requirement: requirements.start[node]!, member: 0 });
  };
  for (const root of roots) {
    enter(root);
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      if (top.requirement >= requirements.start[top.node]! + requirements.count[top.node]!) {
        order.push(top.node);
        trail.pop();
        continue;
      }
      const requirement = requirements.values[top.requirement]!;
      if (top.member < members.count[requirement]!) {
        top.member += 1;
        enter(members.values[members.start[requirement]! + top.member - 1]!);
      } else {
        top.requirement += 1;
        top.member = 0;
      }
    }
  }
  return Int32Array.from(order);
}
