import { groupBit, type SpreadPlan, topBit } from "./spread-plan.ts";

/**
 * Follows 32 failures through a plan at once, one bit of a word for each. A node is visited when all it relies on has
 * been, unless it is part of a cycle; then it is visited again for the bits that arrive later. Groups count their lost
 * members in binary, one word per digit, 32 counts side by side; the counts begin so high that the last loss
 * overflows them.
 *
 * Exact. The work is the edges that leave the nodes which any of the 32 takes down: never more than following them
 * one by one, and a 32nd of it where they take down the same. Bit-parallel simulation of faults is old (S. Seshu,
 * "On an improved diagnosis program", 1965); the counters are those of "bit slicing".
 */
export type Spread = {
  readonly plan: SpreadPlan;
  /** By rank: the failures that take it down, those that are the node itself included. Valid for `touched`. */
  readonly downBy: Int32Array;
  /** The ranks that any of the failures takes down; the first `touchedCount` are valid. */
  readonly touched: Int32Array;
  touchedCount: number;
  readonly arrived: Int32Array;
  readonly waiting: Int32Array;
  readonly waitingWords: Int32Array;
  /** By group: the round in which its counters were last set, and their digits. */
  readonly counters: Int32Array;
  round: number;
};

/** How many failures are followed at once. */
export const lanes = 32;

/** The memory of one follower of a plan; use it for one batch after the other. */
export function newSpread(plan: SpreadPlan): Spread {
  const words = (plan.size >> 5) + 1;
  return {
    plan,
    downBy: new Int32Array(plan.size),
    touched: new Int32Array(plan.size),
    touchedCount: 0,
    arrived: new Int32Array(plan.size),
    waiting: new Int32Array(words),
    waitingWords: new Int32Array((words >> 5) + 1),
    counters: new Int32Array(plan.counterCount),
    round: 0,
  };
}

/**
 * Follows the failures at ranks `from` … `until` − 1 of `sources`, at most 32. `background` fails in all of them.
 * Forgets the batch before.
 */
export function spread(
  state: Spread,
  sources: Int32Array,
  from: number,
  until: number,
  background: readonly number[] = [],
): void {
  forget(state);
  let lowest = state.waiting.length;
  for (let at = from; at < until; at += 1) {
    const rank = sources[at]!;
    state.arrived[rank]! |= 1 << (at - from);
    lowest = Math.min(lowest, wait(state, rank));
  }
  const all = until - from === lanes ? -1 : (1 << (until - from)) - 1;
  for (const rank of background) {
    state.arrived[rank] = all;
    lowest = Math.min(lowest, wait(state, rank));
  }
  follow(state, lowest);
}

function forget(state: Spread): void {
  const { touched, downBy, arrived } = state;
  for (let at = 0; at < state.touchedCount; at += 1) {
    downBy[touched[at]!] = 0;
    arrived[touched[at]!] = 0;
  }
  state.touchedCount = 0;
  state.round += 1;
}

/** Puts a rank among those to be visited; gives the word it stands in. */
function wait({ waiting, waitingWords }: Spread, rank: number): number {
  const word = rank >> 5;
  waiting[word]! |= 1 << (rank & 31);
  waitingWords[word >> 5]! |= 1 << (word & 31);
  return word;
}

function follow(state: Spread, lowest: number): void {
  const { downBy, arrived, touched, waiting, waitingWords, counters, round } = state;
  const { useStart, uses, groups } = state.plan;
  const highEnd = waitingWords.length;
  let count = state.touchedCount;
  let high = lowest >> 5;
  while (high < highEnd) {
    const words = waitingWords[high]!;
    if (words === 0) {
      high += 1;
      continue;
    }
    const word = (high << 5) | (31 - Math.clz32(words & -words));
    const bits = waiting[word]!;
    const rank = (word << 5) | (31 - Math.clz32(bits & -bits));
    waiting[word] = bits & (bits - 1);
    if ((bits & (bits - 1)) === 0) waitingWords[high] = words & (words - 1);
    const before = downBy[rank]!;
    const fresh = arrived[rank]! & ~before;
    if (fresh === 0) continue;
    if (before === 0) {
      touched[count] = rank;
      count += 1;
    }
    downBy[rank] = before | fresh;
    const end = useStart[rank + 1]!;
    for (let at = useStart[rank]!; at < end; at += 1) {
      const use = uses[at]!;
      let owner = use >> 2;
      let breaking = fresh;
      if ((use & groupBit) !== 0) {
        breaking = countLoss(groups, owner * 4, counters, round, fresh);
        if (breaking === 0) continue;
        owner = groups[owner * 4]!;
      }
      if ((use & topBit) !== 0) {
        const known = downBy[owner]!;
        downBy[owner] = known | breaking;
        if (known === 0) {
          touched[count] = owner;
          count += 1;
        }
        continue;
      }
      const known = arrived[owner]!;
      if ((breaking & ~known) === 0) continue;
      arrived[owner] = known | breaking;
      const ownerHigh = owner >> 10;
      waiting[owner >> 5]! |= 1 << (owner & 31);
      waitingWords[ownerHigh]! |= 1 << ((owner >> 5) & 31);
      // Only a cycle leads back.
      if (ownerHigh < high) high = ownerHigh;
    }
  }
  state.touchedCount = count;
}

/** Counts one more lost member in each lane of `lost`; the lanes in which that breaks the group. */
function countLoss(
  groups: Int32Array,
  group: number,
  counters: Int32Array,
  round: number,
  lost: number,
): number {
  const block = groups[group + 1]!;
  const end = block + groups[group + 2]!;
  if (counters[block] !== round) {
    counters[block] = round;
    const begin = groups[group + 3]!;
    for (let digit = block + 1; digit <= end; digit += 1)
      counters[digit] = -((begin >> (digit - block - 1)) & 1);
  }
  let carry = lost;
  for (let digit = block + 1; digit <= end && carry !== 0; digit += 1) {
    const now = counters[digit]!;
    counters[digit] = now ^ carry;
    carry &= now;
  }
  return carry;
}
