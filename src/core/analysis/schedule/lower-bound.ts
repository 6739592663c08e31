import type { CompiledProblem } from "./compiled-problem.ts";
import { criticalPath } from "./critical-path.ts";
import { isRefuted } from "./energetic-reasoning.ts";

/** No schedule can end earlier, in ticks, and what says so. */
export type LowerBound = {
  readonly end: number;
  readonly by: "critical-path" | "work" | "one-at-a-time" | "energy";
};

/**
 * The greatest common divisor of all durations and lead times, in ticks: every start of a shortest schedule can be
 * taken to be a multiple of it, so bounds may be rounded up. 1 where a roster adds moments of its own.
 */
export function clockStep(problem: CompiledProblem): number {
  if (problem.calendar !== null) return 1;
  let divisor = 0;
  for (const value of [...problem.duration, ...problem.release]) {
    let [a, b] = [divisor, value];
    while (b > 0) [a, b] = [b, a % b];
    divisor = a;
  }
  return divisor === 0 ? 1 : divisor;
}

/**
 * The best of four lower bounds: the longest path; the work of a resource divided by its capacity, between the heads
 * and tails of what must share it; sets of which no two can run at once; and, while `end` may still be refuted, the
 * energy that any schedule of that length would have to spend in some interval (destructive improvement).
 *
 * Sources: R. Klein and A. Scholl, EJOR 112 (1999); P. Baptiste, C. Le Pape, W. Nuijten (1999) for the energy.
 * O(n²) per resource, O(n³) per energetic test, about 20 tests.
 */
export function lowerBound(problem: CompiledProblem, upperBound: number): LowerBound {
  const step = clockStep(problem);
  // Half a tick is left to rounding: a bound may be a little low, never too high.
  const roundUp = (end: number) => Math.ceil((end - 0.5) / step) * step;
  const { head, tail, length } = criticalPath(problem);
  let bound: LowerBound = { end: length, by: "critical-path" };
  const raise = (end: number, by: LowerBound["by"]) => {
    if (roundUp(end) > bound.end) bound = { end: roundUp(end), by };
  };
  for (let r = 0; r < problem.width; r += 1) raise(workBound(problem, r, head, tail), "work");
  raise(oneAtATimeBound(problem, head, tail), "one-at-a-time");
  if (problem.size > energySizeMax || problem.width === 0) return bound;
  // Each refuted end is a proof by itself, so halving the range is sound even if the test is not monotone.
  let open = Math.min(upperBound, bound.end * 8);
  while (bound.end < open) {
    const middle = bound.end + Math.floor((open - bound.end) / step / 2) * step;
    if (isRefuted(problem, middle)) raise(middle + step, "energy");
    else open = middle;
    if (step === 1 && open - bound.end < 1000) break;
  }
  return bound;
}

/** Beyond this the cubic test costs more than it tells. */
const energySizeMax = 150;

/** h + work / capacity + q over all activities with a head of at least h and a tail of at least q. */
function workBound(problem: CompiledProblem, r: number, head: Float64Array, tail: Float64Array): number {
  const { size, width, demand, duration, capacity } = problem;
  const used = [...head.keys()].filter((i) => demand[i * width + r]! > 0 && duration[i]! > 0);
  if (size > 2000) {
    const work = used.reduce((sum, i) => sum + demand[i * width + r]! * duration[i]!, 0);
    return work / capacity[r]!;
  }
  const byTail = used.toSorted((one, other) => tail[other]! - tail[one]!);
  let best = 0;
  for (const h of new Set(used.map((i) => head[i]!))) {
    let work = 0;
    for (const i of byTail) {
      if (head[i]! < h) continue;
      work += demand[i * width + r]! * duration[i]!;
      best = Math.max(best, h + work / capacity[r]! + tail[i]!);
    }
  }
  return best;
}

/** Sets grown greedily of which no two can overlap: their durations add up between the least head and tail. */
function oneAtATimeBound(problem: CompiledProblem, head: Float64Array, tail: Float64Array): number {
  const { size, width, demand, duration, capacity } = problem;
  if (size > 400) return 0;
  const excludes = (one: number, other: number): boolean => {
    for (let r = 0; r < width; r += 1)
      if (demand[one * width + r]! + demand[other * width + r]! > capacity[r]!) return true;
    return false;
  };
  const byLength = [...head.keys()].filter((i) => duration[i]! > 0);
  byLength.sort((one, other) => duration[other]! - duration[one]! || one - other);
  let best = 0;
  for (const first of byLength) {
    const together = [first];
    for (const next of byLength)
      if (next !== first && together.every((member) => excludes(member, next))) together.push(next);
    together.sort((one, other) => tail[other]! - tail[one]!);
    for (const h of new Set(together.map((i) => head[i]!))) {
      let sum = 0;
      for (const i of together) {
        if (head[i]! < h) continue;
        sum += duration[i]!;
        best = Math.max(best, h + sum + tail[i]!);
      }
    }
  }
  return best;
}
