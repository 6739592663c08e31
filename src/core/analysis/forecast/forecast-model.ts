import type { ClockPhase } from "../../model/clock-phase.ts";
import { keyOfText } from "../probability/counter-random.ts";
import type { Infeasibility, Resource } from "../schedule/schedule-problem.ts";
import { type CompiledProblem, compileProblem, ticksPerSecond } from "../schedule/compiled-problem.ts";
import { type ScheduleEffort, type SolvedSchedule, solveCompiled } from "../schedule/solve-schedule.ts";
import { chooseDispatchRule } from "./choose-dispatch-rule.ts";
import { type DurationModel, likelySecondsOf } from "./duration-model.ts";

/** A step that may fail and is tried again. Each failed attempt costs the time of an attempt and the pause after it. */
export type StepFailure = {
  /** Probability that one attempt fails: 0 to 1. */
  readonly probability: number;
  readonly attempts: number;
  readonly backoffSeconds: number;
  /** What is done by hand once all attempts have failed; null where nothing is known of it: then the last attempt counts. */
  readonly fallback: DurationModel | null;
};

/** A step as the forecast sees it. */
export type ForecastStep = {
  readonly id: string;
  readonly after: readonly string[];
  readonly needs: { readonly [resource: string]: number };
  readonly notBeforeSeconds: number;
  readonly duration: DurationModel;
  readonly failure: StepFailure | null;
  /**
   * What makes several steps slow together (one storage system, one tired team): steps of one cause are correlated by a
   * Gaussian copula with `strength` 0 to 1; null stands alone.
   */
  readonly cause: { readonly name: string; readonly strength: number } | null;
  /** Whether users have to wait for it; false for what is done after the service is back. */
  readonly isBeforeBack: boolean;
  /** The part of the clock that its time counts to while users wait; left out: `execute`. */
  readonly phase?: ClockPhase;
};

/** What is forecast: steps and what they share. */
export type ForecastProblem = {
  readonly steps: readonly ForecastStep[];
  readonly resources: readonly Resource[];
};

/** A problem with its plan: the numbering is that of the compiled problem. */
export type PlannedModel = {
  readonly problem: CompiledProblem;
  readonly steps: readonly ForecastStep[];
  /** The random numbers of a step hang on its id. */
  readonly keys: Int32Array;
  /** The plan with every likely duration. */
  readonly plan: SolvedSchedule;
};

/** Whose turn it is in a trial: the order of the steps, and whether nobody may overtake in it. */
export type DispatchRule = { readonly order: Int32Array; readonly isStrict: boolean };

/** A problem prepared for simulation. */
export type ForecastModel = PlannedModel & { readonly rule: DispatchRule };

/** The model, or why the steps can never be done. */
export type ForecastPreparation =
  | { readonly status: "ready"; readonly model: ForecastModel }
  | { readonly status: "infeasible"; readonly reasons: readonly Infeasibility[] };

/** Checks the problem and makes the plan with every likely duration. */
export function prepareForecast(forecast: ForecastProblem, effort: ScheduleEffort = {}): ForecastPreparation {
  const steps = [...forecast.steps].sort((one, other) => (one.id < other.id ? -1 : 1));
  const compilation = compileProblem({
    resources: forecast.resources,
    activities: steps.map((step) => ({ ...step, durationSeconds: likelySecondsOf(step.duration) })),
  });
  if (compilation.status === "infeasible") return compilation;
  const { problem } = compilation;
  const plan = solveCompiled(problem, effort);
  if (plan.end === Number.POSITIVE_INFINITY) {
    const at = plan.starts.findIndex((start) => start === Number.POSITIVE_INFINITY);
    const seconds = problem.duration[at]! / ticksPerSecond;
    return { status: "infeasible", reasons: [{ type: "no-window", step: problem.ids[at] ?? "", seconds }] };
  }
  const keys = Int32Array.from(steps, ({ id }) => keyOfText(id));
  const planned = { problem, steps, keys, plan };
  return { status: "ready", model: { ...planned, rule: chooseDispatchRule(planned) } };
}
