import type { CompiledProblem } from "./compiled-problem.ts";

/**
 * What is free of each resource over time: a staircase. From `from[k]` to `from[k + 1]` there is
 * `free[k * width + r]`; the last stretch has no end. It grows by at most two steps per reservation.
 */
export type Timeline = {
  readonly width: number;
  readonly from: Float64Array;
  readonly free: Float64Array;
  length: number;
};

/** A timeline with room for every activity of a problem, once each. */
export function createTimeline(problem: CompiledProblem): Timeline {
  const rows = 2 * problem.size + (problem.calendar?.from.length ?? 1) + 1;
  return {
    width: problem.width,
    from: new Float64Array(rows),
    free: new Float64Array(rows * problem.width),
    length: 0,
  };
}

/** Everything is free again. */
export function clearTimeline(timeline: Timeline, problem: CompiledProblem): void {
  const { calendar, capacity } = problem;
  timeline.from.set(calendar?.from ?? [0]);
  timeline.free.set(calendar?.capacity ?? capacity);
  timeline.length = calendar?.from.length ?? 1;
}

/** The stretch that holds a moment, by bisection. */
function stretchAt(timeline: Timeline, moment: number): number {
  const { from } = timeline;
  let low = 0;
  let high = timeline.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle]! <= moment) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The first moment from `earliest` on at which an activity can start and keep what it needs to its end; infinite when
 * there is none. Work is not interrupted: it waits for a stretch that is long enough.
 */
export function earliestStart(
  timeline: Timeline,
  problem: CompiledProblem,
  activity: number,
  earliest: number,
): number {
  const duration = problem.duration[activity]!;
  const { width, from, free } = timeline;
  const { demand } = problem;
  const row = activity * width;
  if (duration === 0) return earliest;
  let start = earliest;
  let at = stretchAt(timeline, earliest);
  while (at < timeline.length && from[at]! < start + duration) {
    let fits = true;
    for (let r = 0; r < width; r += 1) {
      if (free[at * width + r]! < demand[row + r]!) {
        fits = false;
        break;
      }
    }
    at += 1;
    if (fits) continue;
    if (at === timeline.length) return Number.POSITIVE_INFINITY;
    start = from[at]!;
  }
  return start;
}

/** Takes what an activity needs from `start` to its end. */
export function reserve(timeline: Timeline, problem: CompiledProblem, activity: number, start: number): void {
  const duration = problem.duration[activity]!;
  if (duration === 0) return;
  const { width, free } = timeline;
  const { demand } = problem;
  const row = activity * width;
  const first = cutAt(timeline, start);
  const last = cutAt(timeline, start + duration);
  for (let at = first; at < last; at += 1) {
    for (let r = 0; r < width; r += 1) free[at * width + r]! -= demand[row + r]!;
  }
}

/** The stretch that begins at a moment; where none does, one is cut in two. */
function cutAt(timeline: Timeline, moment: number): number {
  const { from, free, width } = timeline;
  const at = stretchAt(timeline, moment);
  if (from[at] === moment) return at;
  from.copyWithin(at + 1, at, timeline.length);
  free.copyWithin((at + 1) * width, at * width, timeline.length * width);
  from[at + 1] = moment;
  timeline.length += 1;
  return at + 1;
}
