import type { ForecastProblem, ForecastStep, StepFailure } from "../analysis/forecast/forecast-model.ts";
import { changedDuration, type DurationChanges } from "../analysis/forecast/duration-change.ts";
import { type DurationModel, durationModel } from "../analysis/forecast/duration-model.ts";
import { type OutagePhase, withOutage } from "../analysis/forecast/outage-phases.ts";
import { rosterCapacity } from "../analysis/schedule/roster-capacity.ts";
import type { Resource } from "../analysis/schedule/schedule-problem.ts";
import { type FlatStep, flattenSteps } from "../document/flatten-steps.ts";
import { type DocumentOf, documentsOf, type Estate } from "../model/estate.ts";
import type { Ref } from "../model/ref.ts";
import type { RunbookSpec, RunbookStep } from "../model/runbook.ts";
import { outageOfRunbook } from "./outage-of-runbook.ts";
import { durationOf } from "./step-duration-model.ts";

/** What a forecast takes from outside the documents. */
export type ForecastFacts = {
  /** Units of a resource that are to be assumed instead of those in the documents. */
  readonly capacity: ReadonlyMap<string, number>;
  /** When the recovery begins, an instant; with it rosters count. null: the capacities of the teams, at any time. */
  readonly at: string | null;
  /** Seconds that steps took in recorded runs, by the id of the step. */
  readonly measured: { readonly [step: string]: readonly number[] };
  /** Times of steps that are to be assumed, by the id of the step. */
  readonly durations?: DurationChanges;
  /** Whether the parts of the outage are counted in for which no step stands. */
  readonly outage?: boolean;
};

/** A runbook as something to forecast, and what is not known of it. */
export type RunbookForecast = {
  readonly problem: ForecastProblem;
  /** Steps of which a duration is not known, in the order of the runbook: the forecast is a lower bound. */
  readonly unknown: readonly string[];
  /** Resources of unknown capacity: nothing waits for them. */
  readonly unlimited: readonly string[];
  /** Steps that a condition may leave out; they are counted as if they were all done. */
  readonly conditional: readonly string[];
  /** The parts of the outage that were counted in though no step stands for them. */
  readonly outage: readonly OutagePhase[];
  /** The shortest RTO of the services that the runbook recovers; null without one. */
  readonly rtoSeconds: number | null;
};

/**
 * The steps of a runbook with what they need: the shares under `needs`; without them one of the accountable team for
 * what people do, nothing for what runs by itself. A group takes as long as its sub-steps and no longer.
 */
export function runbookForecast(
  estate: Estate,
  runbook: DocumentOf<"Runbook">,
  facts: ForecastFacts,
): RunbookForecast {
  const flat = flattenSteps(runbook.spec);
  const own = flat.map((step) => withLeadTime(estate, forecastStep(step, facts)));
  const outage = facts.outage === true ? outageOfRunbook(estate, runbook) : [];
  const { steps } = withOutage({ steps: own, resources: [] }, outage);
  const names = [...new Set(steps.flatMap(({ needs }) => Object.keys(needs)))].sort();
  const resources = names.map((id) => resourceOf(estate, id, facts));
  return {
    problem: { steps, resources },
    unknown: steps.filter(isUnknown).map(({ id }) => id),
    unlimited: resources.filter(({ capacity }) => capacity === null).map(({ id }) => id),
    conditional: flat.filter(({ when }) => when !== null).map(({ id }) => id),
    outage,
    rtoSeconds: shortestRto(estate, runbook.spec),
  };
}

/** Unknown is also how long it takes to put right what may fail. */
const isUnknown = ({ duration, failure }: ForecastStep): boolean =>
  duration.type === "unknown" || (failure !== null && failure.fallback === null);

function forecastStep({ id, after, step, phase, accountable }: FlatStep, facts: ForecastFacts): ForecastStep {
  const { durations = {} } = facts;
  const change = Object.hasOwn(durations, id) ? durations[id] : undefined;
  const known = step.steps === null ? durationModel(estimateOf(step), facts.measured[id] ?? []) : noTime;
  const isByPeople = step.person !== null || step.decision !== null;
  const isNeedless = Object.keys(step.needs).length === 0;
  return {
    id,
    after,
    needs: isNeedless && isByPeople && accountable !== null ? { [accountable]: 1 } : step.needs,
    notBeforeSeconds: 0,
    duration: changedDuration(known, change),
    failure: step.steps === null ? failureOf(step) : null,
    cause: step.steps === null ? step.sharedCause : null,
    isBeforeBack: phase !== "restore",
    ...(phase === "restore" ? {} : { phase: step.decision === null ? phase : "decide" }),
  };
}

/**
 * A vendor comes as late as the contract that a step needs allows, called when the recovery begins; whether that is within
 * the contract's hours is not asked.
 */
function withLeadTime(estate: Estate, step: ForecastStep): ForecastStep {
  const waits = Object.keys(step.needs).map((need) => {
    const document = estate.documents.get(need as Ref);
    return document?.kind === "Contract" ? (document.spec.responseTimeSeconds ?? 0) : 0;
  });
  return { ...step, notBeforeSeconds: Math.max(step.notBeforeSeconds, ...waits) };
}

/** The end of a group is when its last sub-step is over. */
const noTime: DurationModel = { type: "fixed", seconds: 0 };

function estimateOf({ duration, waitSeconds }: RunbookStep): DurationModel {
  if (duration !== null) return durationOf(duration);
  return waitSeconds === null ? { type: "unknown" } : { type: "fixed", seconds: waitSeconds };
}

/** What `mayFail` says, with the attempts that the step is given. */
function failureOf({ mayFail, retry }: RunbookStep): StepFailure | null {
  if (mayFail === null || mayFail.probability === 0) return null;
  return {
    probability: mayFail.probability,
    attempts: retry?.attempts ?? 1,
    backoffSeconds: retry?.backoffSeconds ?? 0,
    fallback: mayFail.repair === null ? null : durationOf(mayFail.repair),
  };
}

function resourceOf(estate: Estate, id: string, { capacity, at }: ForecastFacts): Resource {
  const assumed = capacity.get(id);
  if (assumed !== undefined) return { id, capacity: assumed, changes: [] };
  const document = estate.documents.get(id as Ref);
  switch (document?.kind) {
    case "Team": {
      const rosters = documentsOf(estate, "Roster").filter(({ spec }) => spec.team === id);
      const ownCapacity = document.spec.capacity;
      const duty =
        at === null
          ? null
          : rosterCapacity(
              rosters.map(({ spec }) => spec),
              at,
              ownCapacity,
            );
      return duty === null ? { id, capacity: ownCapacity, changes: [] } : { id, ...duty };
    }
    case "Person":
      return { id, capacity: 1, changes: [] };
    case "Contract":
    case "Component": {
      // One unit alone can be meant; of several nobody said which.
      const [amount, ...others] = Object.values(document.spec.capacity);
      return { id, capacity: others.length === 0 ? (amount ?? null) : null, changes: [] };
    }
    default:
      return { id, capacity: null, changes: [] };
  }
}

function shortestRto(estate: Estate, { recovers }: RunbookSpec): number | null {
  const known = recovers.flatMap((ref) => {
    const document = estate.documents.get(ref);
    const rto =
      document?.kind === "Service" || document?.kind === "Function"
        ? document.spec.objectives.rtoSeconds
        : null;
    return rto === null ? [] : [rto];
  });
  return known.length === 0 ? null : Math.min(...known);
}
