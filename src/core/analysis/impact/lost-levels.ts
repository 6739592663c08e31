import type { PhaseGraph } from "../graph/phase-graph.ts";
import { type LevelQueue, levelQueue } from "./level-queue.ts";

/** The level of a node that is not lost. */
export const never = 0x7fff_ffff;

/**
 * Which nodes are lost, and how far each is from what failed. The level of a failed node is 0; that of another is one
 * more than the level at which the first of its requirements breaks; a requirement breaks at the level of the last of
 * the `losses` members that fall first. Nothing is lost without a cause, in a cycle neither: that is the least
 * solution of these equations, and the greatest fixed point of "up".
 *
 * Failures and requirements may change at any time; `settle` brings the levels up to date, touching only what
 * changed and its neighbours. `loseAtOnce` works them out anew, which is faster where most of them change.
 *
 * Source: G. Ramalingam, T. Reps, "An incremental algorithm for a generalization of the shortest-path problem",
 * J. Algorithms 21 (1996), DynamicSWSF-FP; the equations are superior functions in the sense of D. Knuth,
 * "A generalization of Dijkstra's algorithm" (1977). The changes propagate in the order of a breadth-first search,
 * so no heap is needed.
 */
export type LostLevels = {
  readonly graph: PhaseGraph;
  /** By node: its level, or `never`. True after `settle`. */
  readonly level: Int32Array;
  /** By requirement: how many of its members are lost. */
  readonly lost: Int32Array;
  readonly failed: Uint8Array;
  /** By node: the level that its requirements ask for. */
  readonly wanted: Int32Array;
  readonly queue: LevelQueue;
  /** Whether a soft requirement counts: it does for "not up", not for "down". */
  readonly countsSoft: boolean;
};

/** Levels of a graph in which nothing has failed yet. */
export function lostLevels(graph: PhaseGraph, countsSoft: boolean): LostLevels {
  return {
    graph,
    level: new Int32Array(graph.nodeCount).fill(never),
    lost: new Int32Array(graph.requirementCount),
    failed: new Uint8Array(graph.nodeCount),
    wanted: new Int32Array(graph.nodeCount).fill(never),
    queue: levelQueue(graph.nodeCount),
    countsSoft,
  };
}

/** Lets a node fail, or mends it. `settle` draws the consequences. */
export function setFailed(levels: LostLevels, node: number, hasFailed: boolean): void {
  levels.failed[node] = hasFailed ? 1 : 0;
  reconsider(levels, node);
}

/** Asks the requirements of a node anew, after they changed. */
export function reconsider(levels: LostLevels, node: number): void {
  want(levels, node, equation(levels, node));
}

/**
 * Brings all levels up to date and adds the nodes that may have another level than before to `changed`, in no order. False
 * when more than `most` nodes have to be looked at: then nothing waits any more, and the levels have to be worked out anew.
 */
export function settle(levels: LostLevels, changed: number[], most: number): boolean {
  const { level, wanted, queue } = levels;
  let left = most;
  for (let node = queue.take(); node >= 0; node = queue.take()) {
    if (left === 0) {
      while (queue.take() >= 0);
      return false;
    }
    left -= 1;
    changed.push(node);
    const before = level[node]!;
    if (wanted[node]! < before) fall(levels, node, before);
    else rise(levels, node, before);
  }
  return true;
}

/** The level at which a requirement breaks, or `never`. */
export function breaksAt(levels: LostLevels, requirement: number): number {
  const { graph, level, lost } = levels;
  const losses = graph.losses[requirement]!;
  if (lost[requirement]! < losses) return never;
  const { start, count, values } = graph.members;
  const from = start[requirement]!;
  const until = from + count[requirement]!;
  if (losses === 1) {
    let least = never;
    for (let at = from; at < until; at += 1) least = Math.min(least, level[values[at]!]!);
    return least;
  }
  const found: number[] = [];
  for (let at = from; at < until; at += 1) {
    if (level[values[at]!]! !== never) found.push(level[values[at]!]!);
  }
  found.sort((one, other) => one - other);
  return found[losses - 1] ?? never;
}

/** Whether a requirement has a say in these levels. */
export function matters(levels: LostLevels, requirement: number): boolean {
  return levels.countsSoft || levels.graph.soft[requirement] === 0;
}

function equation(levels: LostLevels, node: number): number {
  if (levels.failed[node] === 1) return 0;
  const { start, count, values } = levels.graph.requirements;
  const from = start[node]!;
  let least = never;
  for (let at = from; at < from + count[node]!; at += 1) {
    if (matters(levels, values[at]!)) least = Math.min(least, breaksAt(levels, values[at]!));
  }
  return least === never ? never : least + 1;
}

/** Notes the level a node should have; it waits at the lower of that and the one it has. */
function want({ level, wanted, queue }: LostLevels, node: number, asked: number): void {
  wanted[node] = asked;
  const now = level[node]!;
  if (asked === now) queue.drop(node);
  else queue.put(node, Math.min(asked, now));
}

/** The node is lost, or lost sooner than before: only the requirements that this breaks sooner are looked at. */
function fall(levels: LostLevels, node: number, before: number): void {
  const { graph, level, lost, wanted } = levels;
  const now = wanted[node]!;
  level[node] = now;
  const { start, count, values } = graph.uses;
  const from = start[node]!;
  for (let at = from; at < from + count[node]!; at += 1) {
    const requirement = values[at]!;
    if (before === never) lost[requirement]! += 1;
    const owner = graph.owner[requirement]!;
    if (wanted[owner]! <= now + 1 || !matters(levels, requirement)) continue;
    const losses = graph.losses[requirement]!;
    if (losses === 1) want(levels, owner, now + 1);
    else if (lost[requirement]! >= losses) {
      const breaks = breaksAt(levels, requirement);
      if (breaks < wanted[owner]! - 1) want(levels, owner, breaks + 1);
    }
  }
}

/** The level no longer holds: the node counts as not lost until its requirements say otherwise. */
function rise(levels: LostLevels, node: number, before: number): void {
  const { graph, level, lost, wanted } = levels;
  level[node] = never;
  const { start, count, values } = graph.uses;
  const from = start[node]!;
  for (let at = from; at < from + count[node]!; at += 1) {
    const requirement = values[at]!;
    lost[requirement]! -= 1;
    const owner = graph.owner[requirement]!;
    // A level that was reached before this one does not rest on it.
    if (wanted[owner]! > before && wanted[owner] !== never) want(levels, owner, equation(levels, owner));
  }
  want(levels, node, wanted[node]!);
}
