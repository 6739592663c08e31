import type { CompiledProblem } from "./compiled-problem.ts";
import { criticalPath } from "./critical-path.ts";
import { createSeenStates } from "./seen-states.ts";

/** The largest plan that is tried exactly: a set of its steps fits into one exact number. */
export const exactStepsMax = 52;

/** What an exact search came to: `isComplete` proves that nothing shorter than `end` exists. */
export type ExactResult = { readonly end: number; readonly isComplete: boolean; readonly nodes: number };

/**
 * Exact search for the shortest schedule: starts activities one after the other in time, each choice a branch; writes
 * `starts` wherever it finds something shorter than `end`. It leaves out
 * - what starts after another could already have been over (such schedules are not active: Giffler and Thompson 1960),
 * - what cannot beat the best known, by tails and by the work left per resource (Stinson et al. 1978),
 * - partial schedules of the same activities that are nowhere earlier than one seen before (cut-set rule of
 *   Demeulemeester and Herroelen 1992).
 * Exponential in the worst case, hence `nodesMax`. Rosters are not handled here: the caller does not ask.
 */
export function branchAndBound(
  problem: CompiledProblem,
  known: {
    readonly end: number;
    readonly starts: Float64Array;
    readonly lowerBound: number;
    readonly step: number;
  },
  nodesMax: number,
): ExactResult {
  const { size, width, duration, release, demand, capacity } = problem;
  const { predecessorStart, predecessors, successorStart, successors } = problem;
  const { tail } = criticalPath(problem);
  const starts = new Float64Array(size);
  const isIn = new Uint8Array(size);
  const waiting = new Int32Array(size);
  const workLeft = new Float64Array(width);
  const seen = createSeenStates();
  let best = known.end;
  let nodes = 0;
  for (let i = 0; i < size; i += 1) {
    waiting[i] = predecessorStart[i + 1]! - predecessorStart[i]!;
    for (let r = 0; r < width; r += 1) workLeft[r]! += demand[i * width + r]! * duration[i]!;
  }

  /** The first moment from `earliest` on when what runs leaves room; nothing else will start before. */
  const fitsAt = (activity: number, earliest: number, running: readonly number[]): number => {
    let start = earliest;
    for (let next = 0; ; next += 1) {
      let fits = true;
      for (let r = 0; r < width && fits; r += 1) {
        let used = demand[activity * width + r]!;
        for (const other of running) {
          if (starts[other]! + duration[other]! > start) used += demand[other * width + r]!;
        }
        fits = used <= capacity[r]!;
      }
      if (fits || duration[activity] === 0) return start;
      while (next < running.length && finishOf(running[next]!) <= start) next += 1;
      start = finishOf(running[next]!);
    }
  };
  const finishOf = (activity: number) => starts[activity]! + duration[activity]!;

  const candidatesAt = (now: number, running: readonly number[]): [number, number][] | null => {
    const candidates: [number, number][] = [];
    let firstEnd = Number.POSITIVE_INFINITY;
    for (let j = 0; j < size; j += 1) {
      if (isIn[j] === 1 || waiting[j] !== 0) continue;
      let earliest = Math.max(now, release[j]!);
      for (let edge = predecessorStart[j]!; edge < predecessorStart[j + 1]!; edge += 1)
        earliest = Math.max(earliest, finishOf(predecessors[edge]!));
      const start = fitsAt(j, earliest, running);
      // The end must be shorter by at least one step of the clock of this plan to be of any use.
      if (start + duration[j]! + tail[j]! > best - known.step) return null;
      firstEnd = Math.min(firstEnd, start + duration[j]!);
      candidates.push([j, start]);
    }
    const chosen = candidates.filter(
      ([j, start]) => start < firstEnd || (duration[j] === 0 && start === firstEnd),
    );
    return chosen.sort(
      ([a, x], [b, y]) => x - y || tail[b]! + duration[b]! - tail[a]! - duration[a]! || a - b,
    );
  };
  const isHopeless = (now: number, running: readonly number[]): boolean => {
    for (let r = 0; r < width; r += 1) {
      let work = workLeft[r]!;
      for (const other of running) work += demand[other * width + r]! * Math.max(0, finishOf(other) - now);
      if (now + work / capacity[r]! > best - known.step + 0.5) return true;
    }
    return false;
  };

  const visit = (count: number, now: number, end: number, running: readonly number[], set: number): void => {
    if (count === size) {
      best = end;
      known.starts.set(starts);
      return;
    }
    if (nodes >= nodesMax || best <= known.lowerBound) return;
    nodes += 1;
    const candidates = isHopeless(now, running) ? null : candidatesAt(now, running);
    if (candidates === null || !seen.isNew(set, now, running, finishOf)) return;
    for (const [j, start] of candidates) {
      const finish = start + duration[j]!;
      if (finish + tail[j]! > best - known.step) continue;
      put(j, start, 1);
      const still = running.filter((other) => finishOf(other) > start);
      if (duration[j]! > 0) still.push(j);
      still.sort((one, other) => finishOf(one) - finishOf(other));
      visit(count + 1, start, Math.max(end, finish), still, set + 2 ** j);
      put(j, start, -1);
    }
  };
  const put = (j: number, start: number, sign: 1 | -1): void => {
    starts[j] = start;
    isIn[j] = sign === 1 ? 1 : 0;
    for (let edge = successorStart[j]!; edge < successorStart[j + 1]!; edge += 1)
      waiting[successors[edge]!]! -= sign;
    for (let r = 0; r < width; r += 1) workLeft[r]! -= sign * demand[j * width + r]! * duration[j]!;
  };

  visit(0, 0, 0, [], 0);
  return { end: best, isComplete: nodes < nodesMax || best <= known.lowerBound, nodes };
}
