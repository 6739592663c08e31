import { type ForecastModel, prepareForecast } from "../analysis/forecast/forecast-model.ts";
import { type Simulation, simulate } from "../analysis/forecast/simulate.ts";
import { type ForecastSummary, type Quantiles, summarize } from "../analysis/forecast/summarize.ts";
import { type Availability, availabilityOf } from "../analysis/objectives/availability.ts";
import { type Feasibility, feasibility } from "../analysis/objectives/feasibility.ts";
import { type PropagatedTime, withDependencies } from "../analysis/objectives/with-dependencies.ts";
import { ticksPerSecond } from "../analysis/schedule/compiled-problem.ts";
import type { DocumentOf, Estate } from "../model/estate.ts";
import type { Ref } from "../model/ref.ts";
import { type RunbookForecast, runbookForecast } from "./runbook-forecast.ts";
import { availabilityNodes, type ServiceObjective, serviceObjectives } from "./service-objectives.ts";

/** What a live run has shown: so many seconds, in that run, which ended then. */
export type MeasuredOutcome = { readonly seconds: number; readonly run: string; readonly at: string };

/** What is taken from outside the documents. */
export type ObjectiveFacts = {
  readonly capacity: ReadonlyMap<string, number>;
  readonly trials: number;
  /** The probability with which an RTO is to be met: 0 to 1. */
  readonly confidence: number;
  /** Seconds that steps took in recorded runs, by runbook and step. */
  readonly measured: { readonly [runbook: string]: { readonly [step: string]: readonly number[] } };
  /** The newest measured time back, and the newest stated loss, by service; null or absent: none on record. */
  readonly outcomes: {
    readonly [service: Ref]: { readonly rto: MeasuredOutcome | null; readonly rpo: MeasuredOutcome | null };
  };
};

/** What is required of a service, what is forecast and what was measured, side by side. Null is not known. */
export type ObjectiveRow = {
  readonly ref: Ref;
  readonly rto: {
    readonly requiredSeconds: number | null;
    readonly forecast: Quantiles | null;
    readonly complete: boolean;
    /** From the first failed transaction outside to lasting success, in the newest live run that measured it. */
    readonly measuredSeconds: number | null;
    readonly measuredRun: string | null;
    readonly measuredAt: string | null;
    readonly probabilityMet: number | null;
    readonly runbook: string | null;
    readonly feasibility: Feasibility | null;
    readonly withDependencies: PropagatedTime | null;
  };
  readonly rpo: {
    readonly requiredSeconds: number | null;
    readonly forecastSeconds: number | null;
    readonly of: Ref | null;
    /** What the newest live run stated as lost, in seconds; a stated 0 is a measured 0. */
    readonly measuredSeconds: number | null;
    readonly measuredRun: string | null;
    readonly measuredAt: string | null;
  };
  readonly availability: Availability | null;
  /** Of the forecast against what is required; what was measured stands beside it. */
  readonly verdict: "met" | "missed" | "unknown";
};

/** A runbook that was simulated, or that cannot be done: then there is no simulation. */
type Simulated = {
  readonly forecast: RunbookForecast;
  readonly result: { readonly model: ForecastModel; readonly simulation: Simulation } | null;
};

type Way = {
  readonly runbook: string;
  readonly summary: ForecastSummary | null;
  readonly judged: Feasibility | null;
  readonly complete: boolean;
};

/** Steps that all runbooks of all services have together: what one trial costs. */
export function objectiveSteps(estate: Estate): number {
  const runbooks = new Set(serviceObjectives(estate).flatMap(({ runbooks: own }) => own));
  return [...runbooks].reduce((sum, { spec }) => sum + spec.steps.length, 0);
}

/** How often `objectiveRows` yields at most. */
export function objectiveTurns(estate: Estate): number {
  const services = serviceObjectives(estate);
  const runbooks = new Set(services.flatMap(({ runbooks: own }) => own));
  return Math.max(1, runbooks.size + services.length);
}

/**
 * The objectives of all services, in the order of the documents. Each runbook is simulated once; the generator yields after
 * each of them, so that whoever asks can stop.
 */
export function* objectiveRows(
  estate: Estate,
  facts: ObjectiveFacts,
): Generator<void, readonly ObjectiveRow[], void> {
  const services = serviceObjectives(estate);
  const simulated = new Map<string, Simulated>();
  for (const runbook of services.flatMap(({ runbooks }) => runbooks)) {
    if (simulated.has(runbook.name)) continue;
    simulated.set(runbook.name, simulateRunbook(estate, runbook, facts));
    yield;
  }
  const rows = services.map((service) => {
    const ways = service.runbooks.map(({ name }) => wayBack(name, simulated.get(name)!, service.rtoSeconds));
    return rowOf(service, ways, facts);
  });
  const times = rows.map((row, i) => ({
    ref: row.ref,
    seconds: row.rto.forecast?.p95 ?? null,
    hardOn: services[i]?.hardOn ?? [],
  }));
  const propagated = withDependencies(times);
  const nodes = availabilityNodes(estate);
  const hasTimes = nodes.some(({ mtbfSeconds }) => mtbfSeconds !== null);
  const complete: ObjectiveRow[] = [];
  for (const row of rows) {
    const availability = hasTimes ? availabilityOf(nodes, row.ref) : null;
    complete.push({
      ...row,
      rto: { ...row.rto, withDependencies: propagated.get(row.ref) ?? null },
      availability,
    });
    if (hasTimes) yield;
  }
  return complete;
}

function simulateRunbook(
  estate: Estate,
  runbook: DocumentOf<"Runbook">,
  { capacity, measured, trials }: ObjectiveFacts,
): Simulated {
  const own = Object.hasOwn(measured, runbook.name) ? measured[runbook.name] : undefined;
  const forecast = runbookForecast(estate, runbook, { capacity, at: null, measured: own ?? {} });
  const prepared = prepareForecast(forecast.problem);
  if (prepared.status === "infeasible") return { forecast, result: null };
  const { model } = prepared;
  return { forecast, result: { model, simulation: simulate(model, { seed: 1, from: 0, to: trials }) } };
}

/** One way back: a runbook, forecast against the RTO of one service. */
function wayBack(name: string, { forecast, result }: Simulated, rtoSeconds: number | null): Way {
  const planned = result === null ? null : likelyBack(result.model);
  return {
    runbook: name,
    summary: result === null ? null : summarize(result.model, result.simulation, rtoSeconds),
    judged: rtoSeconds === null ? null : feasibility(forecast.problem, rtoSeconds, planned),
    complete: forecast.unknown.length === 0,
  };
}

/** Seconds until users have the service back in the plan with every likely duration. */
function likelyBack({ problem, steps, plan }: ForecastModel): number {
  const ends = steps.map(({ isBeforeBack }, i) =>
    isBeforeBack ? plan.starts[i]! + problem.duration[i]! : 0,
  );
  return ends.reduce((last, end) => Math.max(last, end), 0) / ticksPerSecond;
}

function rowOf(
  { ref, rtoSeconds, rpoSeconds, lossSeconds, lossOf }: ServiceObjective,
  ways: readonly Way[],
  { confidence, outcomes }: ObjectiveFacts,
): ObjectiveRow {
  const way = ways.toSorted((one, other) => p95Of(one) - p95Of(other))[0] ?? null;
  const probabilityMet = way?.summary?.probabilityMet ?? null;
  const isLate = rtoSeconds !== null && way !== null && (probabilityMet ?? 0) < confidence;
  const isLossy = rpoSeconds !== null && lossSeconds !== null && lossSeconds > rpoSeconds;
  const isOpen =
    (rtoSeconds !== null && (way === null || !way.complete)) || (rpoSeconds !== null && lossSeconds === null);
  const outcome = Object.hasOwn(outcomes, ref) ? outcomes[ref] : undefined;
  return {
    ref,
    rto: {
      requiredSeconds: rtoSeconds,
      forecast: way?.summary?.backSeconds ?? null,
      complete: way?.complete ?? false,
      ...measuredAs(outcome?.rto ?? null),
      probabilityMet,
      runbook: way?.runbook ?? null,
      feasibility: way?.judged ?? null,
      withDependencies: null,
    },
    rpo: {
      requiredSeconds: rpoSeconds,
      forecastSeconds: lossSeconds,
      of: lossOf,
      ...measuredAs(outcome?.rpo ?? null),
    },
    availability: null,
    verdict: isLate || isLossy ? "missed" : isOpen ? "unknown" : "met",
  };
}

function measuredAs(outcome: MeasuredOutcome | null) {
  return {
    measuredSeconds: outcome?.seconds ?? null,
    measuredRun: outcome?.run ?? null,
    measuredAt: outcome?.at ?? null,
  };
}

const p95Of = ({ summary }: Way): number => summary?.backSeconds.p95 ?? Number.POSITIVE_INFINITY;
