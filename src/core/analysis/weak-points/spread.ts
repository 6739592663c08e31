import type { SpreadPlan } from "./spread-plan.ts";

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
  readonly planes: Int32Array;
  /** By group: the round in which its counters were last set. */
  readonly countedIn: Int32Array;
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
    planes: new Int32Array(plan.planeStart.at(-1) ?? 0),
    countedIn: new Int32Array(plan.groupOwner.length),
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
  const { downBy, arrived, touched, waiting, waitingWords } = state;
  const { useStart, uses, groupOwner } = state.plan;
  let high = lowest >> 5;
  while (high < waitingWords.length) {
    if (waitingWords[high] === 0) {
      high += 1;
      continue;
    }
    const word = (high << 5) | lowestBit(waitingWords[high]!);
    const rank = (word << 5) | lowestBit(waiting[word]!);
    waiting[word]! &= waiting[word]! - 1;
    if (waiting[word] === 0) waitingWords[high]! &= ~(1 << (word & 31));
    const before = downBy[rank]!;
    const fresh = arrived[rank]! & ~before;
    if (fresh === 0) continue;
    if (before === 0) {
      touched[state.touchedCount] = rank;
      state.touchedCount += 1;
    }
    downBy[rank] = before | fresh;
    const end = useStart[rank + 1]!;
    for (let at = useStart[rank]!; at < end; at += 1) {
      const use = uses[at]!;
      const isGroup = (use & 1) === 1;
      const owner = isGroup ? groupOwner[use >> 1]! : use >> 1;
      const breaking = isGroup ? countLoss(state, use >> 1, fresh) : fresh;
      const known = arrived[owner]!;
      if ((breaking & ~known) === 0) continue;
      arrived[owner] = known | breaking;
      const ownerWord = owner >> 5;
      waiting[ownerWord]! |= 1 << (owner & 31);
      waitingWords[ownerWord >> 5]! |= 1 << (ownerWord & 31);
      // Only a cycle leads back.
      if (ownerWord >> 5 < high) high = ownerWord >> 5;
    }
  }
}

/** Counts one more lost member in each lane of `lost`; the lanes in which that breaks the group. */
function countLoss({ plan, planes, countedIn, round }: Spread, group: number, lost: number): number {
  const first = plan.planeStart[group]!;
  const end = plan.planeStart[group + 1]!;
  if (countedIn[group] !== round) {
    countedIn[group] = round;
    const begin = (1 << (end - first)) - plan.groupLosses[group]!;
    for (let plane = first; plane < end; plane += 1) planes[plane] = -((begin >> (plane - first)) & 1);
  }
  let carry = lost;
  for (let plane = first; plane < end && carry !== 0; plane += 1) {
    const digit = planes[plane]!;
    planes[plane] = digit ^ carry;
    carry &= digit;
  }
  return carry;
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
