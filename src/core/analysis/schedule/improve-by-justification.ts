import type { CompiledProblem } from "./compiled-problem.ts";
import { mirroredProblem } from "./mirrored-problem.ts";
import { orderByKey } from "./order-by-key.ts";
import { scheduleInOrder } from "./serial-schedule.ts";
import { createTimeline } from "./timeline.ts";

/** A decoder with its working memory: lists in, schedules out. */
export type Decoder = {
  /** Schedules the list, then improves it while that helps; gives its end in ticks. `starts` is overwritten. */
  readonly decode: (list: Int32Array, starts: Float64Array) => number;
  /** How many schedules were generated so far. */
  readonly count: () => number;
};

/**
 * Forward-backward improvement (double justification): pushes everything to the right as far as the end allows,
 * then to the left again. A schedule never gets longer by it, for the shorter of the two is kept.
 *
 * Source: K. Y. Li and R. J. Willis, EJOR 56 (1992); V. Valls, F. Ballestín, S. Quintanilla, EJOR 165 (2005).
 */
export function createDecoder(problem: CompiledProblem): Decoder {
  const { size, duration } = problem;
  const mirrored = mirroredProblem(problem);
  const timeline = createTimeline(problem);
  const backwards = new Float64Array(size);
  const again = new Float64Array(size);
  const key = new Float64Array(size);
  let schedules = 0;
  const decode = (list: Int32Array, starts: Float64Array): number => {
    schedules += 1;
    let end = scheduleInOrder(problem, list, timeline, starts);
    if (end === Number.POSITIVE_INFINITY) return end;
    for (;;) {
      for (let i = 0; i < size; i += 1) key[i] = -(starts[i]! + duration[i]!);
      const mirroredEnd = scheduleInOrder(mirrored, orderByKey(mirrored, key), timeline, backwards);
      for (let i = 0; i < size; i += 1) key[i] = mirroredEnd - backwards[i]! - duration[i]!;
      const better = scheduleInOrder(problem, orderByKey(problem, key), timeline, again);
      schedules += 2;
      if (better > end) return end;
      starts.set(again);
      if (better === end) return end;
      end = better;
    }
  };
  return { decode, count: () => schedules };
}
