import {
  type ForecastModel,
  type ForecastProblem,
  prepareForecast,
} from "#core/analysis/forecast/forecast-model.ts";
import { type Simulation, simulate } from "#core/analysis/forecast/simulate.ts";
import { type ForecastSummary, joinSimulations, summarize } from "#core/analysis/forecast/summarize.ts";
import { prepareRoughly, unknownSteps, type WhatIf, withChanges } from "#core/analysis/forecast/what-if.ts";
import { infeasibilityText } from "#core/analysis/schedule/schedule-problem.ts";

/** What stays the same while somebody tries changes. */
export type SessionSetting = {
  readonly problem: ForecastProblem;
  readonly rtoSeconds: number | null;
  readonly seed: number;
  /** As many as the exact answer has. */
  readonly trials: number;
};

/** A look at a change: more exact with each. */
export type WhatIfLook =
  | { readonly status: "infeasible"; readonly reasons: readonly string[] }
  | {
      readonly status: "computed";
      /** The same trials on the same luck; null where it cannot be done as things are. */
      readonly base: ForecastSummary | null;
      readonly changed: ForecastSummary;
      readonly unknown: readonly string[];
      /** Whether the base knows all durations, which the change may have given. */
      readonly isBaseComplete: boolean;
    };

export type WhatIfSession = {
  /**
   * The first look within a glance, then finer ones; null between them, so that nothing takes much longer than the first.
   * Whoever has changed the question stops asking.
   */
  readonly looks: (whatIf: WhatIf) => Generator<WhatIfLook | null, void, void>;
};

/** Steps times trials of the first look: so much is computed in well below a tenth of a second. */
const firstWork = 100_000;
const leastTrials = 100;
const firstTrialsMax = 500;

/** Sizes of the samples, each twice the one before. */
export function stagesOf(steps: number, trials: number): readonly number[] {
  const stages: number[] = [];
  const first = Math.round(firstWork / Math.max(1, steps));
  for (let size = Math.max(leastTrials, Math.min(firstTrialsMax, first)); size < trials; size *= 2)
    stages.push(size);
  return [...stages, trials];
}

/** Trials that grow by as many as the first look has, at most. */
function createGrowing(model: ForecastModel, seed: number, chunk: number) {
  let all: Simulation | null = null;
  return function* upTo(to: number): Generator<null, Simulation, void> {
    all ??= simulate(model, { seed, from: 0, to: Math.min(chunk, to) });
    while (all.seconds.length < to) {
      yield null;
      const from: number = all.seconds.length;
      const more = simulate(model, { seed, from, to: Math.min(to, from + chunk) });
      all = joinSimulations([all, more]);
    }
    return firstOf(all, to);
  };
}

/** The first so many trials. Which steps were critical is only known of all: nobody asks for it here. */
function firstOf(simulation: Simulation, trials: number): Simulation {
  return {
    ...simulation,
    seconds: simulation.seconds.subarray(0, trials),
    backSeconds: simulation.backSeconds.subarray(0, trials),
  };
}

/**
 * Prepares a problem for questions of the kind "what if". The plan is searched once; every change is carried out in its
 * order and on the luck of the same trials, so that a difference is due to the change alone.
 */
export function openSession({ problem, rtoSeconds, seed, trials }: SessionSetting): WhatIfSession {
  const prepared = prepareForecast(problem);
  const base = prepared.status === "ready" ? prepared.model : null;
  const stages = stagesOf(problem.steps.length, trials);
  const chunk = stages[0] ?? trials;
  const growBase = base === null ? null : createGrowing(base, seed, chunk);

  function* looks(whatIf: WhatIf): Generator<WhatIfLook | null, void, void> {
    const changed = withChanges(problem, whatIf);
    const now = base === null ? prepareForecast(changed) : prepareRoughly(base, changed);
    if (now.status === "infeasible") {
      yield { status: "infeasible", reasons: now.reasons.map((reason) => infeasibilityText(reason)) };
      return;
    }
    const unknown = unknownSteps(changed);
    const isBaseComplete = unknownSteps(problem).length === 0;
    const grow = createGrowing(now.model, seed, chunk);
    for (const to of stages) {
      const summary = summarize(now.model, yield* grow(to), rtoSeconds);
      const beside =
        base === null || growBase === null ? null : summarize(base, yield* growBase(to), rtoSeconds);
      yield { status: "computed", base: beside, changed: summary, unknown, isBaseComplete };
    }
  }
  return { looks };
}
