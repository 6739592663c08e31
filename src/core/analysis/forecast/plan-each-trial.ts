import { type CompiledProblem, ticksPerSecond } from "../schedule/compiled-problem.ts";
import { scheduleInOrder } from "../schedule/serial-schedule.ts";
import { createTimeline } from "../schedule/timeline.ts";
import type { ForecastModel } from "./forecast-model.ts";
import { createTrial, type TrialRunner } from "./trial.ts";

/**
 * Trials with capacities that change in time: each is planned as a whole, in the order given, since whether a step still
 * fits into a shift depends on how long it takes. Slower than dispatching, and a little hopeful: it knows durations
 * beforehand where the end of a shift is concerned.
 */
export function createTrialPlanner(model: ForecastModel, order: Int32Array): TrialRunner {
  const { size } = model.problem;
  const duration = new Float64Array(size);
  const problem: CompiledProblem = { ...model.problem, duration };
  const timeline = createTimeline(problem);
  const starts = new Float64Array(size);
  const trial = createTrial(size, false);
  trial.batchTo.fill(size);
  for (let step = 0; step < size; step += 1) trial.done[step] = step;
  const run = (durations: Float64Array): number => {
    for (let step = 0; step < size; step += 1) duration[step] = Math.round(durations[step]! * ticksPerSecond);
    const end = scheduleInOrder(problem, order, timeline, starts);
    for (let step = 0; step < size; step += 1) {
      trial.start[step] = starts[step]! / ticksPerSecond;
      trial.finish[step] = (starts[step]! + duration[step]!) / ticksPerSecond;
    }
    return end / ticksPerSecond;
  };
  return { trial, run };
}
