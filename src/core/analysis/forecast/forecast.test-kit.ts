import assert from "node:assert/strict";
import type { Resource } from "../schedule/schedule-problem.ts";
import type { DurationModel } from "./duration-model.ts";
import {
  type ForecastModel,
  type ForecastProblem,
  type ForecastStep,
  prepareForecast,
} from "./forecast-model.ts";
import { simulate } from "./simulate.ts";
import { type ForecastSummary, summarize } from "./summarize.ts";

/** A step with what is said; the rest is nothing. */
export function step(
  id: string,
  duration: DurationModel,
  rest: Partial<Omit<ForecastStep, "id" | "duration">> = {},
): ForecastStep {
  return {
    id,
    duration,
    after: [],
    needs: {},
    notBeforeSeconds: 0,
    failure: null,
    cause: null,
    isBeforeBack: true,
    ...rest,
  };
}

/** Three points. */
export function pert(minSeconds: number, likelySeconds: number, maxSeconds: number): DurationModel {
  return { type: "pert", minSeconds, likelySeconds, maxSeconds };
}

/** No chance in it. */
export function fixed(seconds: number): DurationModel {
  return { type: "fixed", seconds };
}

/** The prepared model; fails the test where there is none. */
export function modelOf(problem: ForecastProblem): ForecastModel {
  const prepared = prepareForecast(problem);
  return prepared.status === "ready" ? prepared.model : assert.fail(JSON.stringify(prepared.reasons));
}

/** Simulates and sums up. */
export function forecastOf(
  steps: readonly ForecastStep[],
  options: {
    readonly resources?: readonly Resource[];
    readonly trials?: number;
    readonly seed?: number;
    readonly rtoSeconds?: number;
  } = {},
): ForecastSummary {
  const model = modelOf({ steps, resources: options.resources ?? [] });
  const simulation = simulate(model, { seed: options.seed ?? 1, from: 0, to: options.trials ?? 40_000 });
  return summarize(model, simulation, options.rtoSeconds ?? null);
}

/** Fails unless two numbers are as near as said. */
export function near(actual: number, expected: number, tolerance: number, what = ""): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what} ${actual} is not within ${tolerance} of ${expected}`,
  );
}
