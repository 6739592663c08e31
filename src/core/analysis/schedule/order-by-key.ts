import type { CompiledProblem } from "./compiled-problem.ts";

/**
 * A list of all activities, each after its predecessors, in which of those that may come next the one with the
 * smallest key comes first (ties: the lower number). O(n log n) with a binary heap.
 */
export function orderByKey(problem: CompiledProblem, key: Float64Array): Int32Array {
  const { size, predecessorStart, successorStart, successors } = problem;
  const waiting = new Int32Array(size);
  const heap = new Int32Array(size);
  const list = new Int32Array(size);
  let held = 0;
  const isBefore = (one: number, other: number) =>
    key[one]! < key[other]! || (key[one] === key[other] && one < other);
  const push = (activity: number) => {
    let at = held;
    held += 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(activity, heap[above]!)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = activity;
  };
  const pop = (): number => {
    const first = heap[0]!;
    held -= 1;
    const last = heap[held]!;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= held) break;
      if (below + 1 < held && isBefore(heap[below + 1]!, heap[below]!)) below += 1;
      if (!isBefore(heap[below]!, last)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return first;
  };
  for (let index = 0; index < size; index += 1) {
    waiting[index] = predecessorStart[index + 1]! - predecessorStart[index]!;
    if (waiting[index] === 0) push(index);
  }
  for (let at = 0; at < size; at += 1) {
    const activity = pop();
    list[at] = activity;
    for (let edge = successorStart[activity]!; edge < successorStart[activity + 1]!; edge += 1) {
      const next = successors[edge]!;
      waiting[next]! -= 1;
      if (waiting[next] === 0) push(next);
    }
  }
  return list;
}
