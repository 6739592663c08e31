import type { CompiledProblem } from "./compiled-problem.ts";

/**
 * The critical path method, in ticks: `head` is the earliest start of each activity as if people were without number,
 * `tail` what must still follow after its end, `length` the end of the whole. Linear in steps and relations.
 *
 * Source: J. E. Kelley and M. R. Walker (1959).
 */
export type CriticalPath = {
  readonly head: Float64Array;
  readonly tail: Float64Array;
  readonly length: number;
};

/** Heads, tails and length of the longest path. */
export function criticalPath(problem: CompiledProblem): CriticalPath {
  const { size, order, duration, release } = problem;
  const { predecessorStart, predecessors, successorStart, successors } = problem;
  const head = new Float64Array(size);
  const tail = new Float64Array(size);
  let length = 0;
  for (let at = 0; at < size; at += 1) {
    const activity = order[at]!;
    let earliest = release[activity]!;
    for (let edge = predecessorStart[activity]!; edge < predecessorStart[activity + 1]!; edge += 1) {
      const before = predecessors[edge]!;
      earliest = Math.max(earliest, head[before]! + duration[before]!);
    }
    head[activity] = earliest;
    length = Math.max(length, earliest + duration[activity]!);
  }
  for (let at = size - 1; at >= 0; at -= 1) {
    const activity = order[at]!;
    let after = 0;
    for (let edge = successorStart[activity]!; edge < successorStart[activity + 1]!; edge += 1) {
      const next = successors[edge]!;
      after = Math.max(after, tail[next]! + duration[next]!);
    }
    tail[activity] = after;
  }
  return { head, tail, length };
}
