import { readFile, stat } from "node:fs/promises";
import { type Command, Option } from "commander";
import { importFormats } from "#core/exchange/import/all-importers.ts";
import type { ImportResult } from "#core/exchange/import/import-report.ts";
import type { ImportFile } from "#core/exchange/import/import-source.ts";
import { type Drift, driftBetween, isWithoutDrift } from "#core/exchange/write/drift.ts";
import { planWrites, type WriteAction } from "#core/exchange/write/plan-writes.ts";
import type { Context } from "../context.ts";
import { dayArgument } from "../day-argument.ts";
import { UsageError } from "../exit-code.ts";
import { decodeText, type ImportEncoding, importEncodings } from "../import/decode-text.ts";
import { previousImport, standingDocuments, writeImport } from "../import/import-folder.ts";
import { keepObservations } from "../import/observed-store.ts";
import { printDrift, printObservations, printPlan, printReport } from "../import/print-import.ts";
import type { Verb } from "../verb.ts";

/** Larger exports are to be split: the whole file is held in memory with the place of each value. */
const fileBytesMax = 64 * 1024 * 1024;

type Options = {
  readonly out: string;
  readonly map?: string;
  readonly source?: string;
  readonly encoding?: ImportEncoding;
  readonly date?: string;
  readonly dryRun?: boolean;
  readonly update?: boolean;
  readonly json?: boolean;
};

/**
 * `holdfast import FORMAT FILE… --out DIR`. Ends with 0 when the folder follows the files, 1 when
 * something is left: a damaged file, a conflict, or differences that were shown and not written.
 */
async function runImport(context: Context, name: string, paths: readonly string[], options: Options) {
  const format = importFormats.find((each) => each.name === name);
  if (format === undefined) {
    throw new UsageError(
      `there is no format ${name}; there are ${importFormats.map((each) => each.name).join(", ")}`,
    );
  }
  if (format.needsMapping === true && options.map === undefined)
    throw new UsageError(`${name} needs a mapping: --map FILE (docs/reference/import.md shows one)`);
  const importedOn = options.date ?? new Date().toISOString().slice(0, 10);
  const files = await Promise.all(
    paths.map((file) => readImportFile(file, options.encoding ?? null, name === "csv")),
  );
  const mapping = options.map === undefined ? null : await readImportFile(options.map, null, false);
  const { documents, observations, report } = format.importer(files, { importedOn, mapping });
  const source = options.source ?? name;
  await refuseFile(options.out);
  const previous = await previousImport(options.out, source);
  const standing = await standingDocuments(options.out);
  const plan = planWrites({ previous, imported: documents, standing, damaged: report.damaged });
  const after = new Map(documents.map(({ ref, value }) => [ref as string, value]));
  const drift = previous === null ? null : driftBetween(previous, after);
  // What is observed is kept apart and overwrites nothing, so a format of observations needs no --update.
  const isFree = previous === null || previous.size === 0;
  const isWritten = options.dryRun !== true && (isFree || options.update === true);
  if (isWritten) {
    const { out: folder } = options;
    const known = new Set([...standing.keys(), ...after.keys()]);
    try {
      await writeImport(plan, {
        folder,
        source,
        format: name,
        importedOn,
        files: paths,
        imported: documents,
        kept: report.damaged ? previous : null,
      });
      await keepObservations(folder, source, importedOn, observations, known);
    } catch (error) {
      throw notWritable(error, folder);
    }
  }
  print(context, options, { report, drift, plan, observations, isWritten });
  const isLeft = !isWritten && options.dryRun !== true && drift !== null && !isWithoutDrift(drift);
  if (isLeft) context.stderr.write("holdfast: nothing was written; say --update to follow the source\n");
  return report.damaged || isLeft || plan.some(needsPerson) ? 1 : 0;
}

type Outcome = Pick<ImportResult, "report" | "observations"> & {
  readonly drift: Drift | null;
  readonly plan: readonly WriteAction[];
  readonly isWritten: boolean;
};

function print({ stdout }: Context, { json, out }: Options, outcome: Outcome): void {
  const { report, drift, plan, observations, isWritten } = outcome;
  if (json === true) {
    stdout.write(`${JSON.stringify({ ...outcome, plan: plan.map(withoutDocument) }, null, 2)}\n`);
    return;
  }
  stdout.write(printReport(report));
  if (drift !== null) stdout.write(printDrift(drift));
  stdout.write(printPlan(plan, isWritten));
  if (observations.length > 0) stdout.write(printObservations(observations.length, out));
}

async function refuseFile(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found !== null && !found.isDirectory())
    throw new UsageError(`--out ${folder} is a file; name a folder`);
}

/** What the system says against writing is no bug: it is told, with what to do. */
function notWritable(error: unknown, folder: string): unknown {
  const { code, path: file } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof UsageError) return error;
  return new UsageError(
    `${file ?? folder} cannot be written: ${code}. What was written before it stays; import again once it can be`,
  );
}

function needsPerson(action: WriteAction): boolean {
  return action.type === "conflict" || (action.type === "update" && action.conflicts.length > 0);
}

/** A plan for machines: the documents themselves are in the folder. */
function withoutDocument(action: WriteAction): object {
  switch (action.type) {
    case "create":
      return { type: action.type, ref: action.ref };
    case "update":
      return { ...action, standing: undefined, file: action.standing.file };
    case "delete":
      return { type: action.type, ref: action.ref, file: action.standing.file };
    case "keep":
    case "conflict":
      return action;
    default:
      return action satisfies never;
  }
}

async function readImportFile(
  file: string,
  encoding: ImportEncoding | null,
  mayGuess: boolean,
): Promise<ImportFile> {
  const found = await stat(file).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`);
  });
  if (!found.isFile()) throw new UsageError(`${file} is no file`);
  if (found.size > fileBytesMax)
    throw new UsageError(`${file} has ${found.size} bytes; split it into files of ${fileBytesMax} at most`);
  const decoded = decodeText(await readFile(file), encoding, mayGuess);
  if (decoded.type === "not-text") throw new UsageError(`${file}: ${decoded.reason}`);
  return { file, text: decoded.text };
}

/** `holdfast import …`: documents from what people have. */
export function addImport(program: Command, verb: Verb): void {
  const list = importFormats.map(({ name, summary }) => `  ${name.padEnd(14)}${summary}`).join("\n");
  program
    .command("import <format> <files...>")
    .description("make documents of what you have, and report what has no place (exit 1: something is left)")
    .requiredOption("--out <dir>", "the folder the documents go to")
    .option("--map <file>", "the declared mapping (csv)")
    .option(
      "--source <name>",
      "tells imports of one format apart that go to one folder (default: the format)",
    )
    .option("--update", "write what changed since the last import; what people edited stays")
    .option("--dry-run", "show what would be written, write nothing")
    .addOption(
      new Option("--encoding <name>", "how the files are encoded (default: detected)").choices([
        ...importEncodings,
      ]),
    )
    .option("--date <day>", "the day of the import (default: today)", dayArgument)
    .option("--json", "print JSON")
    .addHelpText("after", `\nFormats:\n${list}`)
    .action(
      verb((context, format: string, files: string[], options: Options) =>
        runImport(context, format, files, options),
      ),
    );
}
