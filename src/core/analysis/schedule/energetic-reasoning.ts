import type { CompiledProblem } from "./compiled-problem.ts";
import { criticalPath } from "./critical-path.ts";

/** Large products are rounded: what is too much by less than this proves nothing. */
const roundingSlack = 1 + 1e-12;

/**
 * Whether no schedule can be over at `end`: in some interval even the least that must be worked in it is more than the
 * capacity gives. The least of an activity is what remains of it in the interval when it is moved as far to the left or
 * to the right as its window allows. A refutation is a proof; no refutation proves nothing.
 */
export function isRefuted(problem: CompiledProblem, end: number): boolean {
  const { size, width, duration, demand, capacity } = problem;
  const { head, tail } = criticalPath(problem);
  const last = Float64Array.from(head.keys(), (i) => end - tail[i]! - duration[i]!);
  for (let i = 0; i < size; i += 1) if (last[i]! < head[i]!) return true;
  const working = [...head.keys()].filter((i) => duration[i]! > 0);
  const lefts = [...new Set(working.flatMap((i) => [head[i]!, last[i]!]))];
  const rights = [...new Set(working.flatMap((i) => [last[i]! + duration[i]!, head[i]! + duration[i]!]))];
  const work = new Float64Array(width);
  for (const from of lefts) {
    for (const to of rights) {
      if (to <= from) continue;
      work.fill(0);
      for (const i of working) {
        const leftShifted = Math.min(to, head[i]! + duration[i]!) - Math.max(from, head[i]!);
        const rightShifted = Math.min(to, last[i]! + duration[i]!) - Math.max(from, last[i]!);
        const least = Math.min(leftShifted, rightShifted);
        if (least <= 0) continue;
        for (let r = 0; r < width; r += 1) work[r]! += least * demand[i * width + r]!;
      }
      for (let r = 0; r < width; r += 1)
        if (work[r]! > capacity[r]! * (to - from) * roundingSlack) return true;
    }
  }
  return false;
}
