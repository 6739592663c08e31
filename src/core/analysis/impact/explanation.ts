import type { Ref } from "../../model/ref.ts";
import { breaksAt, type LostLevels, matters, never } from "./lost-levels.ts";

/** Why nodes are lost. Remembers what it found, for the chains of many nodes share their ends. */
export type Explanation = {
  /**
   * A shortest chain from a lost node to something that failed, without the node itself: each link is needed by the
   * one before it. Where a group broke, the chain follows the member whose loss broke it. Of several chains of the
   * same length it takes the one with the lowest numbers, so that equal estates are explained alike. Beyond `linksMax`
   * links it names the first ones and what failed.
   */
  readonly chainOf: (node: number) => readonly Ref[];
};

/** Longer chains keep so many links less one, and their end: a line of a million nodes has a million chains. */
export const linksMax = 100;

/** Explains settled levels; do not use it after they changed. */
export function explanation(levels: LostLevels, refs: readonly Ref[]): Explanation {
  const { level, graph } = levels;
  const towards = new Int32Array(graph.nodeCount).fill(-1);
  /** Only chains that are cut need it. */
  let ends: Int32Array | null = null;
  const next = (node: number): number => {
    if (towards[node] === -1) towards[node] = reasonOf(levels, node);
    return towards[node]!;
  };
  /** What failed at the end of the chain; remembered for all that it passes. */
  const endOf = (node: number): number => {
    const passed: number[] = [];
    const known = (ends ??= new Int32Array(graph.nodeCount).fill(-1));
    let at = node;
    while (level[at]! > 0 && known[at] === -1) {
      passed.push(at);
      at = next(at);
    }
    const end = level[at] === 0 ? at : known[at]!;
    for (const one of passed) known[one] = end;
    return end;
  };
  return {
    chainOf: (node) => {
      const length = level[node]!;
      if (length === never) return [];
      // Its level is the length of the chain: arrays that grow would cost more than the rest of a report.
      const chain: Ref[] = [];
      chain.length = Math.min(length, linksMax);
      let at = node;
      for (let link = 0; link < chain.length; link += 1) {
        at = next(at);
        chain[link] = refs[at]!;
      }
      if (length > linksMax) chain[linksMax - 1] = refs[endOf(at)]!;
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
