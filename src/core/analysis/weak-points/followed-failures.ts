import { groupBit, type SpreadPlan } from "./spread-plan.ts";

/** Which failures have to be followed one by one, and which are known from another. Ranks. */
export type FollowedFailures = {
  /** To be followed. Nobody else takes anything down, but for those below. */
  readonly sources: Int32Array;
  /** In falling order: each takes down its owner, at the same place in `through`, and what that takes down; nothing else. */
  readonly derived: Int32Array;
  readonly through: Int32Array;
};

/**
 * Sorts out failures that need no following. What only groups use takes nothing down by itself: each group loses one
 * member, and those that one breaks are no groups here. What has one use, and that a hard one, takes down its owner and
 * what its owner does, unless it is among that: in no cycle it is. Linear.
 *
 * That is the dominator tree where it is a tree by sight alone (T. Lengauer, R. Tarjan 1979); with groups there is none.
 */
export function followedFailures(plan: SpreadPlan): FollowedFailures {
  const { size, uses, useStart } = plan;
  const mayCycle = cycleCandidates(plan);
  const sources = new Int32Array(size);
  const derived: number[] = [];
  const through: number[] = [];
  let count = 0;
  for (let rank = size - 1; rank >= 0; rank -= 1) {
    const from = useStart[rank]!;
    const until = useStart[rank + 1]!;
    let hard = 0;
    for (let at = from; at < until; at += 1) hard += 1 - (uses[at]! & groupBit);
    if (hard === 0) continue;
    if (hard === 1 && until === from + 1 && mayCycle[rank] === 0) {
      derived.push(rank);
      through.push(uses[from]! >> 2);
    } else {
      count += 1;
      sources[size - count] = rank;
    }
  }
  return {
    sources: sources.slice(size - count),
    derived: Int32Array.from(derived),
    through: Int32Array.from(through),
  };
}

/**
 * By rank: 1 for what may be part of a cycle. A cycle must come down in rank as far as it goes up, and only uses that
 * lead to a lower rank do; so all of it lies between the ends of such uses. Some more does, which costs time and no truth.
 */
function cycleCandidates({ size, uses, useStart, groups }: SpreadPlan): Uint8Array {
  const opened = new Int32Array(size + 1);
  for (let rank = 0; rank < size; rank += 1) {
    for (let at = useStart[rank]!; at < useStart[rank + 1]!; at += 1) {
      const use = uses[at]!;
      const owner = (use & groupBit) === 0 ? use >> 2 : groups[(use >> 2) * 4]!;
      if (owner > rank) continue;
      opened[owner]! += 1;
      opened[rank + 1]! -= 1;
    }
  }
  const found = new Uint8Array(size);
  let open = 0;
  for (let rank = 0; rank < size; rank += 1) {
    open += opened[rank]!;
    found[rank] = open > 0 ? 1 : 0;
  }
  return found;
}
