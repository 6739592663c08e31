import { createHash } from "node:crypto";
import path from "node:path";
import { type Command, Option } from "commander";
import { closestName } from "#core/document/closest-name.ts";
import { exportFormats } from "#core/exchange/export/all-exporters.ts";
import type { ExportResult } from "#core/exchange/export/export-result.ts";
import { buildPlanBook } from "#core/exchange/export/plan-book/build-plan-book.ts";
import { planBookMarkdown } from "#core/exchange/export/plan-book/plan-book-markdown.ts";
import { documentsOf, type Estate, findDocument } from "#core/model/estate.ts";
import type { Context } from "../context.ts";
import { dayArgument, todayUtc } from "../day-argument.ts";
import { UsageError } from "../exit-code.ts";
import { printExport } from "../export/print-export.ts";
import { plannedWrites, writeFiles } from "../export/write-files.ts";
import { planBookPdf } from "../plan-book/plan-book-pdf.ts";
import { readDocuments } from "../read-documents.ts";
import { NoTypesetterError } from "../typeset/typeset.ts";
import type { Verb } from "../verb.ts";

type Options = {
  readonly out: string;
  readonly plan?: string;
  readonly format: "md" | "pdf";
  readonly date?: string;
  readonly overwrite?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** `holdfast export FORMAT DIR --out OUT`. Ends with 1 when a file stands in the way and nothing was written. */
async function runExport(context: Context, name: string, folder: string, options: Options): Promise<number> {
  const format = exportFormats.find((each) => each.name === name);
  if (format === undefined) {
    const names = [...exportFormats.map((each) => each.name), "plan-book"];
    throw new UsageError(`there is no format ${name}; there are ${names.join(", ")}`);
  }
  const estate = await readDocuments(folder, context);
  const exportedAt = `${options.date ?? todayUtc()}T00:00:00.000Z`;
  const result = format.exporter(estate, { exportedAt, sha256 });
  const files = result.files.map(({ path: file, text }) => ({
    file: path.join(options.out, file),
    content: Buffer.from(text),
  }));
  return write(context, files, options, result);
}

/** `holdfast export plan-book DIR --plan NAME --out FILE`. */
async function runPlanBook(context: Context, folder: string, options: Options): Promise<number> {
  const estate = await readDocuments(folder, context);
  const plan = planNamed(estate, options.plan);
  const book = buildPlanBook(estate, plan, { printedOn: options.date ?? todayUtc(), sha256 });
  try {
    const content =
      options.format === "pdf" ? Buffer.from(await planBookPdf(book)) : Buffer.from(planBookMarkdown(book));
    const documents = { read: estate.documents.size, written: book.sources.length };
    const { missing } = book;
    const message = "the book names something that no valid document describes";
    const losses = missing.length > 0 ? [{ message, count: missing.length, refs: missing }] : [];
    return await write(context, [{ file: options.out, content }], options, { documents, losses });
  } catch (error) {
    if (error instanceof NoTypesetterError) throw new UsageError(error.message);
    throw error;
  }
}

async function write(
  { stdout, stderr }: Context,
  files: readonly { readonly file: string; readonly content: Uint8Array }[],
  options: Options,
  { documents, losses }: Pick<ExportResult, "documents" | "losses">,
): Promise<number> {
  const plan = await plannedWrites(files);
  const inTheWay = plan.filter(({ status }) => status === "differs");
  const isBlocked = inTheWay.length > 0 && options.overwrite !== true;
  const isWritten = options.dryRun !== true && !isBlocked;
  if (isWritten) await writeFiles(plan);
  const shown = plan.map(({ file, status, content }) => ({ file, status, bytes: content.byteLength }));
  if (options.json === true) {
    stdout.write(`${JSON.stringify({ files: shown, documents, losses, isWritten }, null, 2)}\n`);
  } else stdout.write(printExport(shown, documents, losses, isWritten));
  if (isBlocked) {
    stderr.write(
      `holdfast: ${inTheWay.map(({ file }) => file).join(", ")} would change; nothing was written (--overwrite replaces)\n`,
    );
  }
  return isBlocked && options.dryRun !== true ? 1 : 0;
}

function planNamed(estate: Estate, written: string | undefined) {
  const names = documentsOf(estate, "Plan").map(({ name }) => name);
  const there = `there are: ${names.join(", ") || "none"}`;
  if (written === undefined) throw new UsageError(`name the plan with --plan; ${there}`);
  const name = written.replace(/^plan:/, "");
  const plan = findDocument(estate, "Plan", name);
  if (plan !== null) return plan;
  const closest = closestName(name, names);
  const meant = closest === null ? there : `did you mean ${closest}?`;
  throw new UsageError(`there is no plan ${name}, or it is not valid; ${meant}`);
}

/** `holdfast export …`: what other tools, and people without any, can read. */
export function addExport(program: Command, verb: Verb): void {
  const formats = [
    ...exportFormats,
    { name: "plan-book", summary: "a plan for paper: contacts, roles, steps to tick, lines to sign" },
  ];
  const list = formats.map(({ name, summary }) => `  ${name.padEnd(14)}${summary}`).join("\n");
  program
    .command("export <format> <dir>")
    .description("make files for other tools, or a plan for paper, of a folder of documents, offline")
    .requiredOption("--out <path>", "the folder the files go to; of a plan book, its file")
    .option("--plan <name>", "the plan (plan-book)")
    .addOption(new Option("--format <name>", "of a plan book").choices(["md", "pdf"]).default("md"))
    .option("--date <day>", "the day of the export (default: today)", dayArgument)
    .option("--overwrite", "replace files that are there already and differ")
    .option("--dry-run", "tell what would be written, write nothing")
    .option("--json", "print JSON")
    .addHelpText("after", `\nFormats:\n${list}`)
    .action(
      verb((context, format: string, dir: string, options: Options) =>
        format === "plan-book"
          ? runPlanBook(context, dir, options)
          : runExport(context, format, dir, options),
      ),
    );
}
