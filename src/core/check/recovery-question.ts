import type { DurationChanges } from "../analysis/forecast/duration-change.ts";
import type { ForecastAnswer } from "../analysis/forecast/forecast-answer.ts";
import type { OutagePhase } from "../analysis/forecast/outage-phases.ts";
import type { Infeasibility } from "../analysis/schedule/schedule-problem.ts";
import type { ObjectiveFacts, ObjectiveRow } from "./objective-rows.ts";
import type { RunbookSchedule } from "./runbook-schedule.ts";

/** Units of resources that are to be assumed instead of those in the documents. */
export type AssumedCapacity = { readonly [resource: string]: number };

/** Seconds that steps took in recorded runs, by runbook and step. */
export type MeasuredSteps = ObjectiveFacts["measured"];

/** What can be asked about times of recovery, as data: it is answered here or in another thread. */
export type RecoveryQuestion =
  | {
      readonly type: "forecast";
      readonly runbook: string;
      readonly capacity: AssumedCapacity;
      readonly durations: DurationChanges;
      /** When it begins, an instant: then the rosters count. */
      readonly at: string | null;
      readonly trials: number;
      readonly seed: number;
      /** Whether the parts are counted in for which no step stands. */
      readonly outage: boolean;
      readonly measured: MeasuredSteps;
    }
  | {
      readonly type: "schedule";
      readonly runbooks: readonly string[];
      readonly capacity: AssumedCapacity;
      /** Of several runbooks by `runbook/step`. */
      readonly durations: DurationChanges;
      readonly at: string | null;
      readonly measured: MeasuredSteps;
    }
  | ({
      readonly type: "objectives";
      readonly capacity: AssumedCapacity;
    } & Omit<ObjectiveFacts, "capacity">);

/** A step that was measured, and in how many runs; from five on the estimate is replaced. */
export type MeasuredStep = { readonly step: string; readonly runs: number; readonly isUsed: boolean };

/** A forecast with what was assumed for it. */
export type RunbookForecastAnswer = ForecastAnswer & {
  readonly unlimited: readonly string[];
  readonly conditional: readonly string[];
  readonly outage: readonly OutagePhase[];
  readonly measured: readonly MeasuredStep[];
};

/** Why something can never be done; null beside an answer. */
export type Infeasible = readonly Infeasibility[] | null;

/** The answer to each type of question. */
export type RecoveryAnswers = {
  readonly forecast: { readonly forecast: RunbookForecastAnswer | null; readonly infeasible: Infeasible };
  readonly schedule: { readonly schedule: RunbookSchedule | null; readonly infeasible: Infeasible };
  readonly objectives: { readonly services: readonly ObjectiveRow[] };
};

/** So many steps times trials are carried out for one question. */
export const recoveryWorkMax = 100_000_000;

/** How many trials of so many steps one question may ask for. */
export function trialsAllowed(steps: number): number {
  return Math.max(1, Math.floor(recoveryWorkMax / Math.max(1, steps)));
}
