import type { Ref } from "../../model/ref.ts";
import { breaksAt, type LostLevels, matters, never } from "./lost-levels.ts";

/** Why nodes are lost. Remembers what it found, for the chains of many nodes share their ends. */
export type Explanation = {
  /**
   * A shortest chain from a lost node to something that failed, without the node itself: each link is needed by the
   * one before it. Where a group broke, the chain follows the member whose loss broke it. Of several chains of the
   * same length it takes the one with the lowest numbers, so that equal estates are explained alike.
   */
  readonly chainOf: (node: number) => readonly Ref[];
};

/** Explains settled levels; do not use it after they changed. */
export function explanation(levels: LostLevels, refs: readonly Ref[]): Explanation {
  const towards = new Int32Array(levels.graph.nodeCount).fill(-1);
  return {
    chainOf: (node) => {
      const length = levels.level[node]!;
      if (length === never) return [];
      // Its level is the length of the chain: arrays that grow would cost more than the rest of a report.
      const chain: Ref[] = [];
      chain.length = length;
      let at = node;
      for (let link = 0; link < length; link += 1) {
        if (towards[at] === -1) towards[at] = reasonOf(levels, at);
        at = towards[at]!;
        chain[link] = refs[at]!;
      }
      return chain;
    },
  };
}

/** The member through which a node was lost: one level before it, in a requirement that broke at that level. */
function reasonOf(levels: LostLevels, node: number): number {
  const { graph, level } = levels;
  const before = level[node]! - 1;
  const { start, count, values } = graph.requirements;
  let reason = -1;
  for (let at = start[node]!; at < start[node]! + count[node]!; at += 1) {
    const requirement = values[at]!;
    if (!matters(levels, requirement)) continue;
    if (graph.losses[requirement]! > 1 && breaksAt(levels, requirement) !== before) continue;
    const { start: from, count: many, values: members } = graph.members;
    const first = from[requirement]!;
    for (let place = first; place < first + many[requirement]!; place += 1) {
      const member = members[place]!;
      if (level[member] === before && (reason < 0 || member < reason)) reason = member;
    }
  }
  return reason;
}
