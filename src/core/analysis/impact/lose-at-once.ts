import { type LostLevels, never } from "./lost-levels.ts";

/**
 * Works the levels of all nodes out anew from the failures alone: a breadth-first search, in which a requirement breaks with
 * the last member it can not lose, since members fall in the order of their levels. Takes time in proportion to what is
 * lost and what uses that, and a look at each node and requirement that is much cheaper than a change of one.
 */
export function loseAtOnce(levels: LostLevels): void {
  const { graph, level, lost, failed, wanted, countsSoft } = levels;
  const { owner: owners, losses, soft } = graph;
  const { start, count, values } = graph.uses;
  level.fill(never);
  lost.fill(0);
  const reached = new Int32Array(graph.nodeCount);
  let end = 0;
  for (let node = failed.indexOf(1); node >= 0; node = failed.indexOf(1, node + 1)) {
    level[node] = 0;
    reached[end] = node;
    end += 1;
  }
  for (let place = 0; place < end; place += 1) {
    const node = reached[place]!;
    const next = level[node]! + 1;
    const until = start[node]! + count[node]!;
    for (let at = start[node]!; at < until; at += 1) {
      const requirement = values[at]!;
      const now = lost[requirement]! + 1;
      lost[requirement] = now;
      if (now < losses[requirement]! || (soft[requirement] === 1 && !countsSoft)) continue;
      const owner = owners[requirement]!;
      if (level[owner] !== never) continue;
      level[owner] = next;
      reached[end] = owner;
      end += 1;
    }
  }
  wanted.set(level);
}
