import type { Command } from "commander";
import { changesOf, type DurationChanges } from "#core/analysis/forecast/duration-change.ts";
import { infeasibilityText } from "#core/analysis/schedule/schedule-problem.ts";
import { type RunbookSchedule, scheduleRunbooks } from "#core/check/runbook-schedule.ts";
import { flattenSteps } from "#core/document/flatten-steps.ts";
import type { DocumentOf } from "#core/model/estate.ts";
import { askSchedule } from "../analysis/ask-recovery.ts";
import { documentsPlace, serverOption } from "../analysis/documents-place.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import {
  capacityArgument,
  durationChangeArgument,
  durationOption,
  instantArgument,
} from "../forecast-arguments.ts";
import { printSchedule } from "../print-schedule.ts";
import { readDocuments } from "../read-documents.ts";
import type { Verb } from "../verb.ts";
import { runbookNamed } from "./forecast.ts";

type Options = {
  readonly runbook: readonly string[];
  readonly capacity?: ReadonlyMap<string, number>;
  readonly duration?: DurationChanges;
  readonly at?: string;
  readonly server?: boolean;
  readonly json?: boolean;
};

/** `holdfast schedule DIR --runbook NAME…`. Ends with 1 when it cannot be done or an objective is missed. */
async function runSchedule(context: Context, folder: string | undefined, options: Options): Promise<number> {
  const place = documentsPlace(folder, options.server);
  const { capacity, duration: durations = {}, at = null, json = false } = options;
  if (place.type === "server") {
    const runbooks = options.runbook.map((written) => written.replace(/^runbook:/, ""));
    const { schedule, infeasible } = await askSchedule(context, { runbooks, capacity, durations, at });
    return schedule === null
      ? sayInfeasible(context, infeasible, json)
      : sayScheduled(context, schedule, json);
  }
  const estate = await readDocuments(place.folder, context);
  const facts = { capacity: capacity ?? new Map(), at, measured: {} };
  const runbooks = [...new Set(options.runbook)].map((written) => runbookNamed(estate, written));
  refuseMissing(runbooks, durations);
  const answer = scheduleRunbooks(estate, runbooks, (name) => ({
    ...facts,
    durations: changesOf(durations, name, runbooks.length === 1),
  }));
  if (answer.status === "scheduled") return sayScheduled(context, answer.schedule, json);
  const told = answer.reasons.map((reason) => ({ ...reason, text: infeasibilityText(reason) }));
  return sayInfeasible(context, told, json);
}

/** Of several runbooks a step is called `runbook/step`. */
function refuseMissing(runbooks: readonly DocumentOf<"Runbook">[], durations: DurationChanges): void {
  const steps = runbooks.flatMap(({ name, spec }) =>
    flattenSteps(spec).map(({ id }) => (runbooks.length === 1 ? id : `${name}/${id}`)),
  );
  const missing = Object.keys(durations).filter((name) => !steps.includes(name));
  if (missing.length > 0)
    throw new UsageError(`there is no step ${missing.join(", ")}; there are: ${steps.join(", ")}`);
}

function sayScheduled({ stdout, stderr }: Context, schedule: RunbookSchedule, isJson: boolean): number {
  const { isMissed, ...told } = schedule;
  if (told.unknown.length > 0)
    stderr.write(`holdfast: without a duration: ${told.unknown.join(", ")}; every time is a lower bound\n`);
  stdout.write(
    isJson
      ? `${JSON.stringify(told, null, 2)}\n`
      : printSchedule(schedule, schedule.chain, schedule.conflicts),
  );
  return isMissed ? 1 : 0;
}

function sayInfeasible(
  { stdout, stderr }: Context,
  told: readonly { readonly text: string }[],
  isJson: boolean,
): number {
  if (isJson) stdout.write(`${JSON.stringify({ infeasible: told }, null, 2)}\n`);
  for (const { text } of told) stderr.write(`holdfast: it cannot be done: ${text}\n`);
  return 1;
}

/** Adds `schedule`. */
export function addSchedule(program: Command, verb: Verb): void {
  program
    .command("schedule [dir]")
    .description("when each step runs with the people there are, and which runbooks get in each other's way")
    .requiredOption("--runbook <names...>", "one runbook, or several that begin together")
    .option(...serverOption)
    .option(
      "--capacity <resource=number>",
      "assume so many, such as team:dba=2 (repeatable)",
      capacityArgument,
    )
    .option(...durationOption, durationChangeArgument)
    .option("--at <instant>", "when it begins: the rosters of that time count", instantArgument)
    .option("--json", "print JSON")
    .action(verb(runSchedule));
}
