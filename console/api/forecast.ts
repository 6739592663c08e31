import type { Schemas } from "#client/client.ts";
import type { ForecastProblem } from "#core/analysis/forecast/forecast-model.ts";
import type { WhatIf } from "#core/analysis/forecast/what-if.ts";
import { ask, askLong, clientOf } from "./ask.ts";

export type Forecast = Schemas["Forecast"];
export type ForecastAnswer = Schemas["ForecastAnswer"];
export type Schedule = Schemas["Schedule"];
export type ScheduleAnswer = Schemas["ScheduleAnswer"];
export type Conflicts = Schemas["Conflicts"];
export type RecordedRun = Schemas["RecordedRun"];
export type ServiceObjective = Schemas["ServiceObjective"];
type Objectives = { readonly services: readonly ServiceObjective[] };
/** What a forecast rests on: the same type as the core's, so that it can be computed here. */
export type ProblemAnswer = Omit<Schemas["ForecastProblem"], "problem"> & {
  readonly problem: ForecastProblem;
};

/** What is assumed besides changes: when it begins, and whether noticing and deciding count. */
export type Circumstances = { readonly at: string | null; readonly outage: boolean };

/** As many as the command line takes unless told otherwise, so that both say the same. */
export const trialsAsked = 10_000;
/** The luck that is drawn; that of the command line. */
export const seedAsked = 1;

const unchanged: WhatIf = { capacity: {}, durations: {} };

/** Hears how far the work for an answer is. */
export type OnProgress = (progress: { readonly done: number; readonly of: number }) => void;

/** The answer, and meanwhile how far it is. */
export async function fetchForecast(
  actor: string | null,
  runbook: string,
  given: Circumstances,
  whatIf: WhatIf = unchanged,
  signal?: AbortSignal,
  onProgress: OnProgress = () => {},
): Promise<ForecastAnswer> {
  const { capacity, durations } = whatIf;
  const body = { runbook, ...given, capacity, durations, trials: trialsAsked, seed: seedAsked };
  const question = { path: "/api/v1/analysis/forecast", body, ...(signal && { signal }) };
  return askLong<ForecastAnswer>(actor, question, onProgress);
}

export async function fetchProblem(
  actor: string | null,
  runbook: string,
  given: Circumstances,
): Promise<ProblemAnswer> {
  const body = { runbook, ...given };
  return ask(clientOf(actor).POST("/api/v1/analysis/forecast-problem", { body }));
}

export async function fetchSchedule(
  actor: string | null,
  runbooks: readonly string[],
  at: string | null,
  whatIf: WhatIf = unchanged,
  signal?: AbortSignal,
): Promise<ScheduleAnswer> {
  const { capacity, durations } = whatIf;
  const body = { runbooks: [...runbooks], at, capacity, durations };
  return ask(clientOf(actor).POST("/api/v1/analysis/schedule", { body, ...(signal && { signal }) }));
}

export async function fetchObjectives(
  actor: string | null,
  confidence: number,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<readonly ServiceObjective[]> {
  const question = { path: "/api/v1/analysis/objectives", body: { confidence }, signal };
  const { services } = await askLong<Objectives>(actor, question, onProgress);
  return services;
}

/** Live runs that brought their services back, the newest first. */
export async function fetchRecordedRuns(actor: string | null): Promise<readonly RecordedRun[]> {
  return (await ask(clientOf(actor).GET("/api/v1/analysis/recorded-runs"))).runs;
}
