import { type Command, InvalidArgumentError, Option } from "commander";
import { allRules } from "#core/check/all-rules.ts";
import { closestName } from "#core/document/closest-name.ts";
import type { ConnectorCatalogue } from "#core/model/catalogue.ts";
import type { Severity } from "#core/model/diagnostic.ts";
import { type CheckFormat, type CheckOptions, checkFormats } from "../check/check-options.ts";
import { watchCheck } from "../check/watch-check.ts";
import type { Context } from "../context.ts";
import { dayArgument, todayUtc } from "../day-argument.ts";
import { UsageError } from "../exit-code.ts";
import { checkLive, type LiveOptions } from "../live/check-live.ts";
import type { Verb } from "../verb.ts";
import { runCheck } from "./check.ts";

type Given = {
  readonly format: CheckFormat;
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly asOf?: string;
  readonly failOn: Severity;
  readonly severity: Severity;
  readonly only: readonly string[];
  readonly showSuppressed?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly timings?: boolean;
  readonly watch?: boolean;
  readonly live?: boolean;
  readonly within: number;
  readonly atOnce: number;
};

const severities = ["error", "warning", "info"] as const;

/** `holdfast check`. */
export function addCheck(
  program: Command,
  verb: Verb,
  sources: {
    readonly catalogue: () => ConnectorCatalogue;
    readonly connectors: () => LiveOptions["connectors"];
    readonly version: string;
  },
): void {
  program
    .command("check")
    .argument("<dir...>", "folders of documents, or single files")
    .description("check the documents of folders, offline (exit 1: findings that fail, see --fail-on)")
    .addOption(
      new Option("--format <format>", "how to tell the findings").choices(checkFormats).default("text"),
    )
    .option("--json", "the same as --format json")
    .option("--sarif", "the same as --format sarif")
    .option("--as-of <date>", "check as of this day, YYYY-MM-DD (default: today, UTC)", dayArgument)
    .addOption(
      new Option("--fail-on <severity>", "the least severity that fails")
        .choices(severities)
        .default("error"),
    )
    .addOption(
      new Option("--severity <severity>", "the least severity that is told")
        .choices(severities)
        .default("info"),
    )
    .option("--only <code>", "tell findings of this code alone; may be repeated", codes, [])
    .option("--show-suppressed", "tell also what was accepted with a reason")
    .option("--baseline <file>", "findings in this file are known and do not fail")
    .option("--write-baseline", "write what is found to the file of --baseline")
    .option("--timings", "tell on stderr how long each rule took")
    .option("--watch", "check again whenever a file changes, and tell the differences")
    .option(
      "--live",
      "look at the world instead: credentials, hosts, programs, replicas, contacts (exit 1: something does not hold)",
    )
    .option("--within <seconds>", "with --live: how long one look may take", positive, 5)
    .option("--at-once <n>", "with --live: how many looks are made at once", positive, 8)
    .action(
      verb((context, folders: readonly string[], given: Given) => {
        if (given.live === true)
          return checkLive(folders, liveOptionsOf(context, given, sources.connectors()));
        const options = optionsOf(context, given, sources.catalogue(), sources.version);
        return given.watch === true ? watchCheck(folders, options) : runCheck(folders, options);
      }),
    );
}

function optionsOf(
  { stdout, stderr, color }: Context,
  given: Given,
  catalogue: ConnectorCatalogue,
  version: string,
): CheckOptions {
  if (given.writeBaseline === true && given.baseline === undefined) {
    throw new UsageError("--write-baseline needs the file: --baseline FILE --write-baseline");
  }
  if (given.watch === true && (given.writeBaseline === true || formatOf(given) !== "text")) {
    throw new UsageError("--watch tells text; leave the format and --write-baseline out");
  }
  return {
    format: formatOf(given),
    catalogue,
    today: given.asOf ?? new Date().toISOString().slice(0, 10),
    failOn: given.failOn,
    severity: given.severity,
    only: given.only,
    showSuppressed: given.showSuppressed === true,
    baseline: given.baseline ?? null,
    writeBaseline: given.writeBaseline === true,
    timings: given.timings === true,
    version,
    stdout,
    stderr,
    color,
  };
}

function liveOptionsOf(
  { stdout, stderr, color }: Context,
  given: Given,
  connectors: LiveOptions["connectors"],
): LiveOptions {
  const format = formatOf(given);
  if (given.watch === true || given.baseline !== undefined || !["text", "json"].includes(format)) {
    throw new UsageError("--live tells text or --json, once, and knows no baseline");
  }
  return {
    connectors,
    today: given.asOf ?? todayUtc(),
    json: format === "json",
    limitSeconds: given.within,
    atOnce: given.atOnce,
    stdout,
    stderr,
    color,
  };
}

function positive(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= 600) return number;
  throw new InvalidArgumentError("a number from 1 to 600");
}

function formatOf({ format, json, sarif }: Given): CheckFormat {
  if (sarif === true) return "sarif";
  return json === true ? "json" : format;
}

function codes(value: string, before: readonly string[]): readonly string[] {
  const known = allRules.map(({ code }) => code);
  if (known.includes(value)) return [...before, value];
  const closest = closestName(value, known);
  throw new InvalidArgumentError(
    closest === null ? "there is no such finding; see: holdfast rules" : `did you mean ${closest}?`,
  );
}
