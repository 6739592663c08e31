import { likelySecondsOf } from "../analysis/forecast/duration-model.ts";
import { type Conflicts, findConflicts, type Recovery } from "../analysis/schedule/conflicts.ts";
import { type ChainLink, criticalChain } from "../analysis/schedule/critical-chain.ts";
import type { Infeasibility, Resource } from "../analysis/schedule/schedule-problem.ts";
import { type Schedule, solveSchedule } from "../analysis/schedule/solve-schedule.ts";
import type { DocumentOf, Estate } from "../model/estate.ts";
import { type ForecastFacts, type RunbookForecast, runbookForecast } from "./runbook-forecast.ts";

/** When each step of runbooks that begin together runs. Steps of several are called `runbook/step`. */
export type RunbookSchedule = Schedule & {
  /** false: a duration is unknown, and every time here is a lower bound. */
  readonly complete: boolean;
  readonly unknown: readonly string[];
  readonly chain: readonly ChainLink[];
  /** null for one runbook alone. */
  readonly conflicts: Conflicts | null;
  /** Whether an RTO is missed, of several runbooks: whoever is served first. */
  readonly isMissed: boolean;
};

/** The schedule, or why there is none. */
export type RunbookScheduleAnswer =
  | { readonly status: "scheduled"; readonly schedule: RunbookSchedule }
  | { readonly status: "infeasible"; readonly reasons: readonly Infeasibility[] };

type Named = RunbookForecast & { readonly name: string };

/** Schedules runbooks; `factsOf` says what is taken from outside the documents for each of them. */
export function scheduleRunbooks(
  estate: Estate,
  documents: readonly DocumentOf<"Runbook">[],
  factsOf: (runbook: string) => ForecastFacts,
): RunbookScheduleAnswer {
  const runbooks = documents.map((document): Named => {
    return { name: document.name, ...runbookForecast(estate, document, factsOf(document.name)) };
  });
  const nameOf = (runbook: string, step: string) => (runbooks.length === 1 ? step : `${runbook}/${step}`);
  const unknown = runbooks.flatMap(({ name, unknown: steps }) => steps.map((step) => nameOf(name, step)));
  const recoveries = runbooks.map((runbook) => recoveryOf(runbook));
  const resources = resourcesOf(runbooks);
  const activities = recoveries.flatMap(({ name, activities: own }) =>
    own.map((activity) => ({
      ...activity,
      id: nameOf(name, activity.id),
      after: activity.after.map((before) => nameOf(name, before)),
    })),
  );
  const problem = { resources, activities };
  const answer = solveSchedule(problem);
  if (answer.status === "infeasible") return answer;
  const conflicts = recoveries.length > 1 ? findConflicts(recoveries, resources) : null;
  if (conflicts?.status === "infeasible") return conflicts;
  const { schedule } = answer;
  const chain = criticalChain(problem, schedule);
  const isMissed = conflicts === null ? isLate(runbooks[0], schedule) : isAnyLate(conflicts);
  const complete = unknown.length === 0;
  return { status: "scheduled", schedule: { complete, unknown, ...schedule, chain, conflicts, isMissed } };
}

function recoveryOf({ name, problem, rtoSeconds }: Named): Recovery {
  const activities = problem.steps.map((step) => ({
    ...step,
    durationSeconds: likelySecondsOf(step.duration),
  }));
  return { name, activities, objectiveSeconds: rtoSeconds };
}

/** Each resource once; the same documents say the same of it for every runbook. */
function resourcesOf(runbooks: readonly Named[]): readonly Resource[] {
  const all = runbooks.flatMap(({ problem }) => problem.resources);
  return [...new Map(all.map((resource) => [resource.id, resource])).values()];
}

function isLate(runbook: Named | undefined, { steps }: Schedule): boolean {
  const late = new Set(runbook?.problem.steps.filter((step) => !step.isBeforeBack).map(({ id }) => id));
  const back = steps.reduce(
    (last, { step, endSeconds }) => (late.has(step) ? last : Math.max(last, endSeconds)),
    0,
  );
  return (runbook?.rtoSeconds ?? Number.POSITIVE_INFINITY) < back;
}

const isAnyLate = ({ orders }: Conflicts): boolean =>
  orders.every(({ ends }) => ends.some(({ isMet }) => isMet === false));
