import { ticksPerSecond } from "../schedule/compiled-problem.ts";
import { type Bottleneck, bottlenecks } from "./bottlenecks.ts";
import type { ForecastModel, ForecastProblem } from "./forecast-model.ts";
import { type PhaseTime, phaseTimes } from "./phase-times.ts";
import type { Simulation } from "./simulate.ts";
import { type Quantiles, summarize } from "./summarize.ts";
import { type TornadoBar, tornado } from "./tornado.ts";

/** What is asked besides the problem itself. */
export type ForecastQuestion = {
  readonly seed: number;
  readonly rtoSeconds: number | null;
  /** Steps of unknown duration; not empty makes the whole a lower bound. */
  readonly unknown: readonly string[];
};

/** The forecast of a runbook as the command line and the API give it. Times in seconds. */
export type ForecastAnswer = {
  /** false: a duration is unknown, and every time here is a lower bound. */
  readonly complete: boolean;
  readonly unknown: readonly string[];
  /** The shortest plan that was found with every likely duration. */
  readonly likelySeconds: number;
  readonly seconds: Quantiles;
  readonly rtoSeconds: number | null;
  readonly probabilityMet: number | null;
  readonly critical: readonly { readonly step: string; readonly share: number }[];
  readonly bottlenecks: readonly Bottleneck[];
  readonly standardErrors: Quantiles;
  /** Half a 95 % interval around `probabilityMet`. */
  readonly probabilityMargin: number | null;
  readonly meanSeconds: number;
  /** Until users have the service back: without steps of phase `restore`. `probabilityMet` is about this. */
  readonly backSeconds: Quantiles;
  readonly backStandardErrors: Quantiles;
  /** No plan with likely durations can be shorter. */
  readonly lowerBoundSeconds: number;
  readonly isOptimal: boolean;
  readonly tornado: readonly TornadoBar[];
  readonly histogram: {
    readonly fromSeconds: number;
    readonly toSeconds: number;
    readonly counts: readonly number[];
  };
  /** Times until users have the service back: the shortest, those of 1, 2 … 99 %, the longest. */
  readonly curve: readonly number[];
  /** All six phases of the clock, in their order. */
  readonly phases: readonly PhaseTime[];
  readonly trials: number;
  readonly seed: number;
};

/** A smaller sample tells which resource is short; both sides of each comparison have the same luck. */
const bottleneckTrials = 1000;
const phaseTrials = 2000;
const tornadoStepsMax = 400;

/** Puts a simulation and what follows from the problem without further trials into one answer. */
export function forecastAnswer(
  problem: ForecastProblem,
  model: ForecastModel,
  simulation: Simulation,
  { seed, rtoSeconds, unknown }: ForecastQuestion,
): ForecastAnswer {
  const summary = summarize(model, simulation, rtoSeconds);
  return {
    complete: unknown.length === 0,
    unknown,
    likelySeconds: model.plan.end / ticksPerSecond,
    seconds: summary.seconds,
    rtoSeconds,
    probabilityMet: summary.probabilityMet,
    critical: summary.critical,
    bottlenecks: bottlenecks(problem, { seed, trials: Math.min(bottleneckTrials, summary.trials) }),
    standardErrors: summary.standardErrors,
    probabilityMargin: summary.probabilityMargin,
    meanSeconds: summary.mean,
    backSeconds: summary.backSeconds,
    backStandardErrors: summary.backStandardErrors,
    lowerBoundSeconds: model.plan.bound.end / ticksPerSecond,
    isOptimal: model.plan.isOptimal,
    tornado: model.steps.length <= tornadoStepsMax ? tornado(model) : [],
    histogram: summary.histogram,
    curve: summary.curve,
    phases: phaseTimes(model, { seed, trials: Math.min(phaseTrials, summary.trials) }),
    trials: summary.trials,
    seed,
  };
}
