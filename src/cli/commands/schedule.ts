import type { Command } from "commander";
import { likelySecondsOf } from "#core/analysis/forecast/duration-model.ts";
import { findConflicts, type Recovery } from "#core/analysis/schedule/conflicts.ts";
import { criticalChain } from "#core/analysis/schedule/critical-chain.ts";
import {
  type Infeasibility,
  infeasibilityText,
  type Resource,
} from "#core/analysis/schedule/schedule-problem.ts";
import { solveSchedule } from "#core/analysis/schedule/solve-schedule.ts";
import { type RunbookForecast, runbookForecast } from "#core/check/runbook-forecast.ts";
import type { Context } from "../context.ts";
import { capacityArgument, instantArgument } from "../forecast-arguments.ts";
import { printSchedule } from "../print-schedule.ts";
import { readDocuments } from "../read-documents.ts";
import type { Verb } from "../verb.ts";
import { runbookNamed } from "./forecast.ts";

type Options = {
  readonly runbook: readonly string[];
  readonly capacity?: ReadonlyMap<string, number>;
  readonly at?: string;
  readonly json?: boolean;
};

type Named = RunbookForecast & { readonly name: string };

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

/** `holdfast schedule DIR --runbook NAME…`. Ends with 1 when it cannot be done or an objective is missed. */
async function runSchedule(context: Context, folder: string, options: Options): Promise<number> {
  const { stdout, stderr } = context;
  const estate = await readDocuments(folder, context);
  const facts = { capacity: options.capacity ?? new Map(), at: options.at ?? null, measured: {} };
  const runbooks = [...new Set(options.runbook)].map((written): Named => {
    const runbook = runbookNamed(estate, written);
    return { name: runbook.name, ...runbookForecast(estate, runbook, facts) };
  });
  const unknown = runbooks.flatMap(({ name, unknown: steps }) =>
    steps.map((step) => stepName(runbooks, name, step)),
  );
  if (unknown.length > 0)
    stderr.write(`holdfast: without a duration: ${unknown.join(", ")}; every time is a lower bound\n`);
  const recoveries = runbooks.map((runbook) => recoveryOf(runbook));
  const resources = resourcesOf(runbooks);
  const problem = {
    resources,
    activities: recoveries.flatMap(({ name, activities }) =>
      activities.map((activity) => ({
        ...activity,
        id: stepName(runbooks, name, activity.id),
        after: activity.after.map((before) => stepName(runbooks, name, before)),
      })),
    ),
  };
  const answer = solveSchedule(problem);
  const conflicts = recoveries.length > 1 ? findConflicts(recoveries, resources) : null;
  if (answer.status === "infeasible") return sayInfeasible(context, answer.reasons, options.json === true);
  if (conflicts?.status === "infeasible")
    return sayInfeasible(context, conflicts.reasons, options.json === true);
  const chain = criticalChain(problem, answer.schedule);
  const complete = unknown.length === 0;
  stdout.write(
    options.json === true
      ? `${JSON.stringify({ complete, unknown, ...answer.schedule, chain, conflicts }, null, 2)}\n`
      : printSchedule(answer.schedule, chain, conflicts),
  );
  const late = new Set(runbooks[0]?.problem.steps.filter((step) => !step.isBeforeBack).map(({ id }) => id));
  const back = answer.schedule.steps
    .filter(({ step }) => !late.has(step))
    .map(({ endSeconds }) => endSeconds);
  const isMissed =
    conflicts === null
      ? (runbooks[0]?.rtoSeconds ?? Number.POSITIVE_INFINITY) < Math.max(0, ...back)
      : conflicts.orders.every(({ ends }) => ends.some(({ isMet }) => isMet === false));
  return isMissed ? 1 : 0;
}

function stepName(runbooks: readonly Named[], runbook: string, step: string): string {
  return runbooks.length === 1 ? step : `${runbook}/${step}`;
}

function sayInfeasible(
  { stdout, stderr }: Context,
  reasons: readonly Infeasibility[],
  isJson: boolean,
): number {
  const told = reasons.map((reason) => ({ ...reason, text: infeasibilityText(reason) }));
  if (isJson) stdout.write(`${JSON.stringify({ infeasible: told }, null, 2)}\n`);
  for (const { text } of told) stderr.write(`holdfast: it cannot be done: ${text}\n`);
  return 1;
}

/** Adds `schedule`. */
export function addSchedule(program: Command, verb: Verb): void {
  program
    .command("schedule <dir>")
    .description(
      "when each step runs with the people there are, and which runbooks get in each other's way, offline",
    )
    .requiredOption("--runbook <names...>", "one runbook, or several that begin together")
    .option(
      "--capacity <resource=number>",
      "assume so many, such as team:dba=2 (repeatable)",
      capacityArgument,
    )
    .option("--at <instant>", "when it begins: the rosters of that time count", instantArgument)
    .option("--json", "print JSON")
    .action(verb(runSchedule));
}
