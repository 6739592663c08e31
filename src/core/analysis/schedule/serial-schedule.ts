import type { CompiledProblem } from "./compiled-problem.ts";
import { clearTimeline, earliestStart, reserve, type Timeline } from "./timeline.ts";

/**
 * Serial schedule generation: takes the activities in the order of a list, in which each stands after its
 * predecessors, and starts each as early as what is left allows. Writes the starts and gives the end of the last, in
 * ticks; infinite when something never fits. For some list the result is an optimal schedule.
 *
 * Source: J. E. Kelley (1963); R. Kolisch, EJOR 90 (1996). O(n² · resources).
 */
export function scheduleInOrder(
  problem: CompiledProblem,
  list: Int32Array,
  timeline: Timeline,
  starts: Float64Array,
): number {
  const { predecessorStart, predecessors, duration, release } = problem;
  clearTimeline(timeline, problem);
  let end = 0;
  for (let at = 0; at < list.length; at += 1) {
    const activity = list[at]!;
    let earliest = release[activity]!;
    for (let edge = predecessorStart[activity]!; edge < predecessorStart[activity + 1]!; edge += 1) {
      const before = predecessors[edge]!;
      const finish = starts[before]! + duration[before]!;
      if (finish > earliest) earliest = finish;
    }
    const start = earliestStart(timeline, problem, activity, earliest);
    starts[activity] = start;
    if (start === Number.POSITIVE_INFINITY) return start;
    reserve(timeline, problem, activity, start);
    if (start + duration[activity]! > end) end = start + duration[activity]!;
  }
  return end;
}
