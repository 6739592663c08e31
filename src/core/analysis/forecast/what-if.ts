import { compileProblem } from "../schedule/compiled-problem.ts";
import { changedDuration, type DurationChanges } from "./duration-change.ts";
import { likelySecondsOf } from "./duration-model.ts";
import type { ForecastModel, ForecastPreparation, ForecastProblem } from "./forecast-model.ts";

/** What is assumed instead of what the documents and the record say. */
export type WhatIf = {
  readonly capacity: { readonly [resource: string]: number };
  readonly durations: DurationChanges;
};

/** The problem as it would be; what names nothing in it changes nothing. */
export function withChanges(problem: ForecastProblem, { capacity, durations }: WhatIf): ForecastProblem {
  return {
    steps: problem.steps.map((step) => {
      const change = Object.hasOwn(durations, step.id) ? durations[step.id] : undefined;
      return change === undefined ? step : { ...step, duration: changedDuration(step.duration, change) };
    }),
    resources: problem.resources.map((resource) => {
      const assumed = Object.hasOwn(capacity, resource.id) ? capacity[resource.id] : undefined;
      return assumed === undefined ? resource : { id: resource.id, capacity: assumed, changes: [] };
    }),
  };
}

/** Steps of unknown duration: with any of them every time is a lower bound. */
export function unknownSteps({ steps }: ForecastProblem): readonly string[] {
  return steps.filter(({ duration }) => duration.type === "unknown").map(({ id }) => id);
}

/**
 * A changed problem in the order of the plan that is there already: no search for a plan, so that the first numbers are
 * there at once. They are those of people who go on as planned; `prepareForecast` then finds the plan that suits the change.
 */
export function prepareRoughly(planned: ForecastModel, changed: ForecastProblem): ForecastPreparation {
  const steps = [...changed.steps].sort((one, other) => (one.id < other.id ? -1 : 1));
  const compilation = compileProblem({
    resources: changed.resources,
    activities: steps.map((step) => ({ ...step, durationSeconds: likelySecondsOf(step.duration) })),
  });
  if (compilation.status === "infeasible") return compilation;
  return { status: "ready", model: { ...planned, problem: compilation.problem, steps } };
}
