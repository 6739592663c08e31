import type { ForecastModel } from "./forecast-model.ts";
import type { Trial } from "./trial.ts";

/** Counts, in `counts`, the steps of a trial that were critical: none of them could have ended later. */
export type CriticalCounter = (trial: Trial, end: number, counts: Uint32Array) => void;

/**
 * Follows a trial back from its end. What made a step start when it did is every step before it that ended just then or,
 * if none did, every step that ended just then and gave back something it needs: the critical chain, people included.
 *
 * Source: E. M. Goldratt, Critical Chain (1997); J. D. Wiest, "Some properties of schedules for large projects with
 * limited resources", Operations Research 12 (1964).
 */
export function createCriticalCounter({ problem }: ForecastModel): CriticalCounter {
  const { size, width, demand, predecessorStart, predecessors } = problem;
  const mark = new Uint32Array(size);
  const stack = new Int32Array(size);
  let round = 0;
  const sharesResource = (one: number, other: number): boolean => {
    for (let r = 0; r < width; r += 1)
      if (demand[one * width + r]! > 0 && demand[other * width + r]! > 0) return true;
    return false;
  };
  return ({ start, finish, done, isDoneInOrder, batchFrom, batchTo }, end, counts) => {
    round += 1;
    let depth = 0;
    const visit = (step: number) => {
      if (mark[step] === round) return;
      mark[step] = round;
      counts[step]! += 1;
      stack[depth] = step;
      depth += 1;
    };
    for (let at = size - 1; at >= 0; at -= 1) {
      if (finish[done[at]!] === end) visit(done[at]!);
      else if (isDoneInOrder) break;
    }
    while (depth > 0) {
      depth -= 1;
      const step = stack[depth]!;
      const from = start[step]!;
      if (from === 0) continue;
      let isExplained = false;
      for (let edge = predecessorStart[step]!; edge < predecessorStart[step + 1]!; edge += 1) {
        const before = predecessors[edge]!;
        if (finish[before] !== from) continue;
        isExplained = true;
        visit(before);
      }
      if (isExplained) continue;
      for (let at = batchFrom[step]!; at < batchTo[step]!; at += 1) {
        const other = done[at]!;
        if (finish[other] === from && sharesResource(step, other)) visit(other);
      }
    }
  };
}
