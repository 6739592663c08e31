import type { Report } from "../progress.ts";
import { createCriticalCounter } from "./critical-steps.ts";
import { createDispatcher } from "./dispatch.ts";
import type { ForecastModel } from "./forecast-model.ts";
import { createTrialPlanner } from "./plan-each-trial.ts";
import { createSampler } from "./sampler.ts";
import type { TrialRunner } from "./trial.ts";

/** A stretch of trials: `from` to before `to`. The same trial has the same luck in whichever stretch it is. */
export type TrialRange = { readonly seed: number; readonly from: number; readonly to: number };

/** What a stretch of trials gave. */
export type Simulation = {
  /** Seconds to the end of the last step, by trial. */
  readonly seconds: Float64Array;
  /** Seconds until users have the service back, by trial. */
  readonly backSeconds: Float64Array;
  /** In how many trials each step was critical, in the numbering of the model. */
  readonly critical: Uint32Array;
};

/** More are refused: the standard error is far below what anybody knows of durations. */
export const trialsMax = 1_000_000;

/** So many trials are carried out between two reports. */
const reportEvery = 500;

/** Carries out a stretch of trials. Nothing is allocated per trial. */
export function simulate(model: ForecastModel, range: TrialRange, report: Report = () => {}): Simulation {
  const { problem, steps } = model;
  const runner = createRunner(model);
  const sample = createSampler(model, range.seed);
  const countCritical = createCriticalCounter(model);
  const durations = new Float64Array(problem.size);
  const trials = range.to - range.from;
  const seconds = new Float64Array(trials);
  const critical = new Uint32Array(problem.size);
  const after = Int32Array.from(steps.keys()).filter((step) => !steps[step]!.isBeforeBack);
  const before = Int32Array.from(steps.keys()).filter((step) => steps[step]!.isBeforeBack);
  const backSeconds = after.length === 0 ? seconds : new Float64Array(trials);
  for (let at = 0; at < trials; at += 1) {
    if (at > 0 && at % reportEvery === 0) report(at, trials);
    sample(range.from + at, durations);
    const end = runner.run(durations);
    seconds[at] = end;
    countCritical(runner.trial, end, critical);
    if (after.length > 0) backSeconds[at] = lastFinish(runner.trial.finish, before);
  }
  return { seconds, backSeconds, critical };
}

function lastFinish(finish: Float64Array, among: Int32Array): number {
  let last = 0;
  for (let at = 0; at < among.length; at += 1) if (finish[among[at]!]! > last) last = finish[among[at]!]!;
  return last;
}

/** How trials are carried out: with rosters each is planned as a whole, otherwise people are dispatched by the rule. */
export function createRunner(model: ForecastModel): TrialRunner {
  return model.problem.calendar === null
    ? createDispatcher(model, model.rule)
    : createTrialPlanner(model, model.rule.order);
}
