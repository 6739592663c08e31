import type { Command } from "commander";
import { type ForecastSummary, summarize } from "#core/analysis/forecast/summarize.ts";
import { prepareForecast } from "#core/analysis/forecast/forecast-model.ts";
import { simulate, trialsMax } from "#core/analysis/forecast/simulate.ts";
import { type Availability, availabilityOf } from "#core/analysis/objectives/availability.ts";
import { type Feasibility, feasibility, feasibilityText } from "#core/analysis/objectives/feasibility.ts";
import { withDependencies } from "#core/analysis/objectives/with-dependencies.ts";
import { runbookForecast } from "#core/check/runbook-forecast.ts";
import {
  availabilityNodes,
  type ServiceObjective,
  serviceObjectives,
} from "#core/check/service-objectives.ts";
import type { DocumentOf, Estate } from "#core/model/estate.ts";
import type { Context } from "../context.ts";
import { durationText } from "../duration-text.ts";
import { capacityArgument, shareArgument, wholeNumberArgument } from "../forecast-arguments.ts";
import { type ObjectiveRow, printObjectives } from "../print-objectives.ts";
import { readDocuments } from "../read-documents.ts";
import type { Verb } from "../verb.ts";

type Options = {
  readonly capacity?: ReadonlyMap<string, number>;
  readonly trials: number;
  readonly confidence: number;
  readonly json?: boolean;
};

type Way = {
  readonly runbook: string;
  readonly summary: ForecastSummary | null;
  readonly judged: Feasibility | null;
  readonly complete: boolean;
};

/** One way back: a runbook, forecast against the RTO of one service. */
function wayBack(
  estate: Estate,
  runbook: DocumentOf<"Runbook">,
  rtoSeconds: number | null,
  options: Options,
): Way {
  const facts = { capacity: options.capacity ?? new Map(), at: null, measured: {} };
  const { problem, unknown } = runbookForecast(estate, runbook, facts);
  const prepared = prepareForecast(problem);
  const complete = unknown.length === 0;
  if (prepared.status === "infeasible") {
    const judged = rtoSeconds === null ? null : feasibility(problem, rtoSeconds, null);
    return { runbook: runbook.name, summary: null, judged, complete };
  }
  const simulation = simulate(prepared.model, { seed: 1, from: 0, to: options.trials });
  const summary = summarize(prepared.model, simulation, rtoSeconds);
  const judged = rtoSeconds === null ? null : feasibility(problem, rtoSeconds, likelyBack(prepared.model));
  return { runbook: runbook.name, summary, judged, complete };
}

/** Seconds until users have the service back in the plan with every likely duration. */
function likelyBack({ problem, steps, plan }: Parameters<typeof simulate>[0]): number {
  const ends = steps.map(({ isBeforeBack }, i) =>
    isBeforeBack ? plan.starts[i]! + problem.duration[i]! : 0,
  );
  return Math.max(0, ...ends) / 1_000_000;
}

function rowOf(
  service: ServiceObjective,
  ways: readonly Way[],
  limits: { readonly confidence: number },
): ObjectiveRow {
  const { ref, rtoSeconds, rpoSeconds, lossSeconds, lossOf } = service;
  const way = ways.toSorted((one, other) => p95Of(one) - p95Of(other))[0] ?? null;
  const probabilityMet = way?.summary?.probabilityMet ?? null;
  const isLate = rtoSeconds !== null && way !== null && (probabilityMet ?? 0) < limits.confidence;
  const isLossy = rpoSeconds !== null && lossSeconds !== null && lossSeconds > rpoSeconds;
  const isOpen =
    (rtoSeconds !== null && (way === null || !way.complete)) || (rpoSeconds !== null && lossSeconds === null);
  return {
    ref,
    rto: {
      requiredSeconds: rtoSeconds,
      forecast: way?.summary?.backSeconds ?? null,
      complete: way?.complete ?? false,
      // Recorded runs are on a server; offline there are none.
      measuredSeconds: null,
      probabilityMet,
      runbook: way?.runbook ?? null,
      feasibility:
        way?.judged == null || rtoSeconds === null
          ? null
          : { ...way.judged, text: feasibilityText(way.judged, rtoSeconds, durationText) },
      withDependencies: null,
    },
    rpo: { requiredSeconds: rpoSeconds, forecastSeconds: lossSeconds, of: lossOf, measuredSeconds: null },
    availability: null,
    verdict: isLate || isLossy ? "missed" : isOpen ? "unknown" : "met",
  };
}

const p95Of = ({ summary }: Way): number => summary?.backSeconds.p95 ?? Number.POSITIVE_INFINITY;

/** `holdfast objectives DIR`. Ends with 1 when an objective is missed. */
async function runObjectives(context: Context, folder: string, options: Options): Promise<number> {
  const estate = await readDocuments(folder, context);
  const services = serviceObjectives(estate);
  const rows = services.map((service) => {
    const ways = service.runbooks.map((runbook) => wayBack(estate, runbook, service.rtoSeconds, options));
    return rowOf(service, ways, options);
  });
  const times = rows.map((row, i) => ({
    ref: row.ref,
    seconds: row.rto.forecast?.p95 ?? null,
    hardOn: services[i]?.hardOn ?? [],
  }));
  const propagated = withDependencies(times);
  const nodes = availabilityNodes(estate);
  const hasTimes = nodes.some(({ mtbfSeconds }) => mtbfSeconds !== null);
  const availability = (ref: string): Availability | null => (hasTimes ? availabilityOf(nodes, ref) : null);
  const complete = rows.map((row) => ({
    ...row,
    rto: { ...row.rto, withDependencies: propagated.get(row.ref) ?? null },
    availability: availability(row.ref),
  }));
  context.stdout.write(
    options.json === true
      ? `${JSON.stringify({ services: complete }, null, 2)}\n`
      : printObjectives(complete),
  );
  return complete.some(({ verdict }) => verdict === "missed") ? 1 : 0;
}

/** Adds `objectives`. */
export function addObjectives(program: Command, verb: Verb): void {
  program
    .command("objectives <dir>")
    .description("required and forecast RTO and RPO of each service, offline (exit 1: one is missed)")
    .option(
      "--capacity <resource=number>",
      "assume so many, such as team:dba=2 (repeatable)",
      capacityArgument,
    )
    .option("--trials <number>", "simulated recoveries per runbook", wholeNumberArgument(1, trialsMax), 2000)
    .option("--confidence <share>", "the probability with which an RTO is to be met", shareArgument, 0.9)
    .option("--json", "print JSON")
    .action(verb(runObjectives));
}
