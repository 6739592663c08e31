import { createEventQueue, popEvent, pushEvent } from "./event-queue.ts";
import type { DispatchRule, PlannedModel } from "./forecast-model.ts";
import { rankedArrays } from "./ranked-arrays.ts";
import { createTrial, type TrialRunner } from "./trial.ts";

/**
 * Carries a plan out as people do: whenever something ends, whoever is free takes the first step of `order` that is
 * ready and for which there is enough of everything. Nobody knows beforehand how long a step will take. With `isStrict`
 * nobody overtakes: a step that needs anything starts only after all before it in `order` have started.
 *
 * Parallel schedule generation as a resource-based policy (R. H. Möhring, F. J. Radermacher, G. Weiss 1984; F. Stork
 * 2001). Per trial about O((n + relations) log n); ready steps are bits, one set per resource, and only the sets of
 * resources that were given back are looked at.
 */
export function createDispatcher(model: PlannedModel, { order, isStrict }: DispatchRule): TrialRunner {
  const { problem } = model;
  const { size, width } = problem;
  const ranked = rankedArrays(model, order);
  const { release, successorStart, successors, waitingAtFirst } = ranked;
  const { needStart, needResource, needAmount, leastNeed } = ranked;
  const words = (size + 31) >> 5;
  const ready = new Int32Array(words * Math.max(1, width));
  const free = new Float64Array(width);
  const readyCount = new Int32Array(width);
  const active = new Int32Array(width);
  const waiting = new Int32Array(size);
  const queue = createEventQueue(2 * size + 1);
  const trial = createTrial(size, true);
  const { start, finish, done, batchFrom, batchTo } = trial;
  const durationOf = new Float64Array(size);
  let affected = 0;
  let now = 0;
  let batch = 0;
  let doneCount = 0;
  let head = 0;
  const limited = Int32Array.from(order.keys()).filter((rank) => needStart[rank + 1]! > needStart[rank]!);

  const begin = (rank: number): void => {
    for (let need = needStart[rank]!; need < needStart[rank + 1]!; need += 1) {
      const r = needResource[need]!;
      free[r]! -= needAmount[need]!;
      ready[r * words + (rank >> 5)]! &= ~(1 << (rank & 31));
      readyCount[r]! -= 1;
    }
    const step = order[rank]!;
    start[step] = now;
    batchFrom[step] = batch;
    batchTo[step] = doneCount;
    const end = now + durationOf[rank]!;
    finish[step] = end;
    pushEvent(queue, end, rank);
  };
  const makeReady = (rank: number): void => {
    if (release[rank]! > now) {
      pushEvent(queue, release[rank]!, rank + size);
      return;
    }
    const from = needStart[rank]!;
    const to = needStart[rank + 1]!;
    if (from === to) begin(rank);
    for (let need = from; need < to; need += 1) {
      const r = needResource[need]!;
      ready[r * words + (rank >> 5)]! |= 1 << (rank & 31);
      readyCount[r]! += 1;
      affected |= 1 << (r & 31);
    }
  };
  const complete = (rank: number): void => {
    done[doneCount] = order[rank]!;
    doneCount += 1;
    for (let need = needStart[rank]!; need < needStart[rank + 1]!; need += 1) {
      const r = needResource[need]!;
      free[r]! += needAmount[need]!;
      affected |= 1 << (r & 31);
    }
    for (let edge = successorStart[rank]!; edge < successorStart[rank + 1]!; edge += 1) {
      const next = successors[edge]!;
      const left = waiting[next]! - 1;
      waiting[next] = left;
      if (left === 0) makeReady(next);
    }
  };
  const fits = (rank: number): boolean => {
    for (let need = needStart[rank]!; need < needStart[rank + 1]!; need += 1)
      if (free[needResource[need]!]! < needAmount[need]!) return false;
    return true;
  };
  /** Starts what can start, the first in order first; only what waits for something that was given back is asked. */
  const takeUp = (): void => {
    let count = 0;
    for (let r = 0; r < width; r += 1) {
      if ((affected & (1 << (r & 31))) === 0 || readyCount[r] === 0 || free[r]! < leastNeed[r]!) continue;
      active[count] = r * words;
      count += 1;
    }
    if (count === 0) return;
    for (let word = 0; word < words; word += 1) {
      let bits = 0;
      for (let at = 0; at < count; at += 1) bits |= ready[active[at]! + word]!;
      while (bits !== 0) {
        const lowest = bits & -bits;
        bits ^= lowest;
        const rank = (word << 5) + 31 - Math.clz32(lowest);
        if (fits(rank)) begin(rank);
      }
    }
  };
  const takeUpInOrder = (): void => {
    while (head < limited.length) {
      const rank = limited[head]!;
      const isReady =
        (ready[needResource[needStart[rank]!]! * words + (rank >> 5)]! & (1 << (rank & 31))) !== 0;
      if (!isReady || !fits(rank)) return;
      head += 1;
      begin(rank);
    }
  };
  const reset = (durations: Float64Array): void => {
    for (let rank = 0; rank < size; rank += 1) durationOf[rank] = durations[order[rank]!]!;
    waiting.set(waitingAtFirst);
    free.set(problem.capacity);
    ready.fill(0);
    readyCount.fill(0);
    queue.length = 0;
    affected = 0;
    now = 0;
    batch = 0;
    doneCount = 0;
    head = 0;
  };
  const run = (durations: Float64Array): number => {
    reset(durations);
    for (let rank = 0; rank < size; rank += 1) if (waitingAtFirst[rank] === 0) makeReady(rank);
    for (;;) {
      if (isStrict) takeUpInOrder();
      else if (affected !== 0) takeUp();
      affected = 0;
      if (queue.length === 0) return now;
      const next = queue.time[0]!;
      if (next > now) batch = doneCount;
      now = next;
      do {
        const what = popEvent(queue);
        if (what >= size) makeReady(what - size);
        else complete(what);
      } while (queue.length > 0 && queue.time[0] === now);
    }
  };
  return { trial, run };
}
