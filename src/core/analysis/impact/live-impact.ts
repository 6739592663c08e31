import type { EstateGraph } from "../graph/estate-graph.ts";
import { loseAtOnce } from "./lose-at-once.ts";
import { lostLevels, type LostLevels, never, setFailed, settle } from "./lost-levels.ts";

/** How a node is. */
export type NodeState = "up" | "degraded" | "down";

/**
 * What a set of failures does, kept up to date while failures come and go. States up, degraded and down are two
 * questions with two values each, "is it down" and "is it not up", and each is a propagation of its own.
 */
export type LiveImpact = {
  readonly graph: EstateGraph;
  readonly down: LostLevels;
  readonly notUp: LostLevels;
  /** The nodes that failed, by number. */
  readonly failed: Set<number>;
};

/** An estate in which nothing has failed yet. Costs a few arrays of the size of the estate. */
export function liveImpact(graph: EstateGraph): LiveImpact {
  return {
    graph,
    down: lostLevels(graph.runtime, false),
    notUp: lostLevels(graph.runtime, true),
    failed: new Set(),
  };
}

/**
 * Adds failures and takes failures away, and tells which nodes may be in another state than before, some of them more than once. The time depends
 * on what changes, not on the size of the estate.
 */
export function changeFailures(
  impact: LiveImpact,
  { add = [], remove = [] }: { readonly add?: Iterable<number>; readonly remove?: Iterable<number> },
): readonly number[] {
  for (const node of add) {
    impact.failed.add(node);
    setFailed(impact.down, node, true);
    setFailed(impact.notUp, node, true);
  }
  for (const node of remove) {
    impact.failed.delete(node);
    setFailed(impact.down, node, false);
    setFailed(impact.notUp, node, false);
  }
  return settleBoth(impact);
}

/** Draws the consequences of what changed; which nodes may be in another state than before. */
export function settleBoth(impact: LiveImpact): readonly number[] {
  const changed: number[] = [];
  settleInto(changed, impact.down);
  settleInto(changed, impact.notUp);
  return changed;
}

/** One by one while little changes; beyond a share of the estate all at once. */
function settleInto(changed: number[], levels: LostLevels): void {
  const { level, graph } = levels;
  if (settle(levels, changed, Math.max(fewNodes, graph.nodeCount >> 6))) return;
  const before = level.slice();
  loseAtOnce(levels);
  for (let node = 0; node < level.length; node += 1) if (level[node] !== before[node]) changed.push(node);
}

/** So many nodes are changed one by one in less time than all of a small estate are worked out anew. */
const fewNodes = 500;

/** The state of a node, by number. */
export function stateOf({ down, notUp }: LiveImpact, node: number): NodeState {
  if (down.level[node] !== never) return "down";
  return notUp.level[node] === never ? "up" : "degraded";
}
