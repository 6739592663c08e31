import type { Command } from "commander";
import type { DurationChanges } from "#core/analysis/forecast/duration-change.ts";
import { type ForecastAnswer, forecastAnswer } from "#core/analysis/forecast/forecast-answer.ts";
import { measurementsMin } from "#core/analysis/forecast/duration-model.ts";
import { prepareForecast } from "#core/analysis/forecast/forecast-model.ts";
import { trialsMax } from "#core/analysis/forecast/simulate.ts";
import { infeasibilityText } from "#core/analysis/schedule/schedule-problem.ts";
import type { MeasuredStep } from "#core/check/recovery-question.ts";
import { type ForecastFacts, type RunbookForecast, runbookForecast } from "#core/check/runbook-forecast.ts";
import { closestName } from "#core/document/closest-name.ts";
import { type DocumentOf, documentsOf, type Estate, findDocument } from "#core/model/estate.ts";
import { simulateInThreads } from "#parallel/simulate-in-threads.ts";
import { askForecast, askRecordedSeconds } from "../analysis/ask-recovery.ts";
import {
  type ForecastCalibration,
  forecastCalibration,
  printCalibration,
} from "../analysis/print-calibration.ts";
import { documentsPlace, serverOption } from "../analysis/documents-place.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import {
  capacityArgument,
  durationChangeArgument,
  durationOption,
  instantArgument,
  shareArgument,
  wholeNumberArgument,
} from "../forecast-arguments.ts";
import { printForecast } from "../print-forecast.ts";
import { progressLine } from "../progress-line.ts";
import { readDocuments } from "../read-documents.ts";
import { readMeasured, readRecordedSeconds } from "../read-measured.ts";
import { textTable } from "../text-table.ts";
import type { Verb } from "../verb.ts";

type Options = {
  readonly runbook: string;
  readonly capacity?: ReadonlyMap<string, number>;
  readonly duration?: DurationChanges;
  readonly trials: number;
  readonly seed: number;
  readonly at?: string;
  readonly outage?: boolean;
  readonly measured?: string;
  /** A file of recorded times; true without a file: what the server has recorded. */
  readonly calibration?: string | true;
  readonly confidence: number;
  readonly server?: boolean;
  readonly json?: boolean;
};

/** The runbook of a name; throws `UsageError` that says which is perhaps meant. */
export function runbookNamed(estate: Estate, written: string): DocumentOf<"Runbook"> {
  const name = written.replace(/^runbook:/, "");
  const runbook = findDocument(estate, "Runbook", name);
  if (runbook !== null) return runbook;
  if (estate.invalid.has(`runbook:${name}`))
    throw new UsageError(`runbook ${name} is not valid, so it cannot be computed with; see: holdfast check`);
  const names = documentsOf(estate, "Runbook").map((document) => document.name);
  const closest = closestName(name, names);
  const meant = closest === null ? `there are: ${names.join(", ") || "none"}` : `did you mean ${closest}?`;
  throw new UsageError(`there is no runbook ${name}; ${meant}`);
}

/**
 * `holdfast forecast DIR --runbook NAME`, or `--server`. Ends with 1 when the RTO is met with less than the confidence
 * asked for, or when the steps can never be done with what there is.
 */
async function runForecast(context: Context, folder: string | undefined, options: Options): Promise<number> {
  const place = documentsPlace(folder, options.server);
  if (place.type === "server") return forecastOnServer(context, options);
  const estate = await readDocuments(place.folder, context);
  const runbook = runbookNamed(estate, options.runbook);
  if (options.calibration === true)
    throw new UsageError(
      "--calibration of a folder needs a FILE of recorded seconds; a server knows its own",
    );
  const recorded = options.calibration === undefined ? null : await readRecordedSeconds(options.calibration);
  const facts = {
    capacity: options.capacity ?? new Map(),
    at: options.at ?? null,
    measured: await readMeasured(options.measured),
    durations: options.duration ?? {},
    outage: options.outage === true,
  };
  const plain = runbookForecast(estate, runbook, facts);
  const { problem, unlimited, conditional, outage } = plain;
  warnOfUnneeded(plain, facts, context);
  warn(plain, context);
  const prepared = prepareForecast(problem);
  if (prepared.status === "infeasible") {
    const reasons = prepared.reasons.map((reason) => ({ ...reason, text: infeasibilityText(reason) }));
    return sayInfeasible(context, runbook.name, reasons, options);
  }
  const { seed, trials } = options;
  const { report, end } = progressLine(context, "simulating");
  const simulation = await simulateInThreads(
    prepared.model,
    { seed, from: 0, to: trials },
    undefined,
    report,
  );
  end();
  const answer = forecastAnswer(problem, prepared.model, simulation, { ...plain, seed });
  const json = { ...answer, unlimited, conditional, outage };
  const calibration = recorded === null ? null : forecastCalibration(recorded, answer.curve);
  return sayForecast(context, options, {
    answer,
    json,
    calibration,
    text: printForecast(runbook.name, json),
  });
}

async function forecastOnServer(context: Context, options: Options): Promise<number> {
  if (options.measured !== undefined)
    throw new UsageError("--measured goes with a folder; the server knows what its runs have measured");
  if (typeof options.calibration === "string")
    throw new UsageError("--calibration with a FILE goes with a folder; of its own runs the server knows");
  const { capacity, duration: durations = {}, trials, seed, at = null, outage = false } = options;
  const runbook = options.runbook.replace(/^runbook:/, "");
  const question = { runbook, capacity, durations, trials, seed, at, outage };
  const { forecast, infeasible } = await askForecast(context, question);
  if (forecast === null) return sayInfeasible(context, runbook, infeasible ?? [], options);
  warn(forecast, context);
  const text = `${printForecast(runbook, forecast)}\n${measuredText(forecast.measured)}\n`;
  const recorded = options.calibration === undefined ? null : await askRecordedSeconds(context, runbook);
  const calibration = recorded === null ? null : forecastCalibration(recorded, forecast.curve);
  return sayForecast(context, options, { answer: forecast, json: forecast, calibration, text });
}

/** Which steps rest on recorded runs. */
function measuredText(measured: readonly MeasuredStep[]): string {
  if (measured.length === 0) return "No live run has measured a step of it: all times are estimates.";
  const rows = measured.map(({ step, runs, isUsed }) => [
    step,
    String(runs),
    isUsed ? "in place of the estimate" : `of ${measurementsMin}; the estimate counts`,
  ]);
  return `Steps that live runs have measured\n${textTable([["", "runs", ""], ...rows])}`;
}

type Said = {
  readonly answer: ForecastAnswer;
  readonly json: object;
  /** null: it was not asked for. */
  readonly calibration: ForecastCalibration | null;
  readonly text: string;
};

function sayForecast(
  { stdout }: Context,
  { json: isJson, confidence }: Options,
  { answer, json, calibration, text }: Said,
): number {
  const whole = calibration === null ? json : { ...json, calibration };
  const judged = calibration === null ? "" : `\n${printCalibration(calibration)}\n`;
  stdout.write(isJson === true ? `${JSON.stringify(whole, null, 2)}\n` : `${text}${judged}`);
  return answer.probabilityMet !== null && answer.probabilityMet < confidence ? 1 : 0;
}

function sayInfeasible(
  { stdout, stderr }: Context,
  runbook: string,
  reasons: readonly { readonly text: string }[],
  { json }: Options,
): number {
  if (json === true) stdout.write(`${JSON.stringify({ infeasible: reasons }, null, 2)}\n`);
  for (const { text } of reasons) stderr.write(`holdfast: ${runbook} cannot be done: ${text}\n`);
  return 1;
}

function warnOfUnneeded(
  { problem }: RunbookForecast,
  { capacity, durations }: Pick<Required<ForecastFacts>, "capacity" | "durations">,
  { stderr }: Context,
): void {
  const steps = new Set(problem.steps.map(({ id }) => id));
  const missing = Object.keys(durations).filter((name) => !steps.has(name));
  if (missing.length > 0)
    throw new UsageError(`there is no step ${missing.join(", ")}; there are: ${[...steps].join(", ")}`);
  const needed = new Set(problem.resources.map(({ id }) => id));
  const unneeded = [...capacity.keys()].filter((name) => !needed.has(name));
  if (unneeded.length > 0)
    stderr.write(`holdfast: no step needs ${unneeded.join(", ")}; --capacity changes nothing for it\n`);
}

function warn(
  plain: Pick<RunbookForecast, "unlimited" | "unknown" | "conditional">,
  { stderr }: Context,
): void {
  if (plain.unlimited.length > 0)
    stderr.write(
      `holdfast: nobody has said how many there are of ${plain.unlimited.join(", ")}: nothing waits for them\n`,
    );
  if (plain.unknown.length > 0)
    stderr.write(`holdfast: without a duration: ${plain.unknown.join(", ")}; every time is a lower bound\n`);
  if (plain.conditional.length > 0)
    stderr.write(
      `holdfast: counted although a condition may leave them out: ${plain.conditional.join(", ")}\n`,
    );
}

/** Adds `forecast`. */
export function addForecast(program: Command, verb: Verb): void {
  program
    .command("forecast [dir]")
    .description("how long a runbook takes (exit 1: its RTO is not met with confidence)")
    .requiredOption("--runbook <name>", "the runbook")
    .option(...serverOption)
    .option(
      "--capacity <resource=number>",
      "assume so many, such as team:dba=2 (repeatable)",
      capacityArgument,
    )
    .option(...durationOption, durationChangeArgument)
    .option("--trials <number>", "simulated recoveries", wholeNumberArgument(1, trialsMax), 10_000)
    .option(
      "--seed <number>",
      "the same seed gives the same answer",
      wholeNumberArgument(0, 4_294_967_295),
      1,
    )
    .option("--at <instant>", "when it begins: the rosters of that time count", instantArgument)
    .option(
      "--measured <file>",
      "JSON of seconds by step from recorded runs; from five on they replace estimates",
    )
    .option(
      "--calibration [file]",
      "hold it against recorded runs: JSON list of seconds until the service was back; with --server its own runs",
    )
    .option(
      "--outage",
      "count in what no step stands for (noticing, deciding …), from documents and past incidents",
    )
    .option("--confidence <share>", "the probability with which the RTO is to be met", shareArgument, 0.9)
    .option("--json", "print JSON")
    .action(verb(runForecast));
}
