import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { resultOf } from "#client/client.ts";
import { logRecord } from "#core/incident/log/log-record.ts";
import { recordMarkdown } from "#core/incident/log/printed-record.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import { recordPdf } from "../typeset/record-pdf.ts";
import { NoTypesetterError } from "../typeset/typeset.ts";
import type { Verb } from "../verb.ts";

const formats = ["bundle", "json", "csv", "md", "pdf"] as const;

type Options = {
  readonly format: (typeof formats)[number];
  readonly at?: string;
  readonly runs?: boolean;
  readonly out?: string;
};

async function contentOf({ client }: Context, incident: string, options: Options) {
  const query = options.at === undefined ? {} : { until: options.at };
  const params = { path: { incident }, query };
  switch (options.format) {
    case "bundle": {
      const given = { ...query, ...(options.runs === true ? { runs: "true" as const } : {}) };
      const asked = { params: { path: { incident }, query: given }, parseAs: "text" as const };
      return resultOf<string>(client.GET("/api/v1/incidents/{incident}/evidence", asked));
    }
    case "csv":
      return resultOf<string>(
        client.GET("/api/v1/incidents/{incident}/log.csv", { params, parseAs: "text" }),
      );
    default: {
      const log = await resultOf(client.GET("/api/v1/incidents/{incident}/log", { params }));
      if (options.format === "json") return `${JSON.stringify(log, null, 2)}\n`;
      return options.format === "md" ? recordMarkdown(logRecord(log)) : recordPdf(logRecord(log));
    }
  }
}

/** Writes what was made to a file, or prints it; bytes are never printed to a terminal. Throws `UsageError`. */
export async function deliver(
  { stdout, stderr }: Context,
  content: string | Uint8Array,
  out: string | undefined,
): Promise<0> {
  if (out !== undefined) {
    await writeFile(out, content).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${out} cannot be written: ${error.code ?? error.message}`);
    });
    stderr.write(`holdfast: wrote ${out}\n`);
  } else if (typeof content === "string") stdout.write(content);
  else throw new UsageError("a PDF goes to a file: name it with --out FILE");
  return 0;
}

/** Makes a text or a PDF; where there is no typesetter, says so as a mistake of usage. */
export async function made<Content>(making: Promise<Content>): Promise<Content> {
  try {
    return await making;
  } catch (error) {
    if (error instanceof NoTypesetterError) throw new UsageError(error.message);
    throw error;
  }
}

async function exportLog(incident: string, options: Options, context: Context): Promise<0> {
  if (options.format === "pdf" && options.out === undefined)
    return deliver(context, new Uint8Array(), undefined);
  if (options.runs === true && options.format !== "bundle") {
    throw new UsageError(
      "--runs is for --format bundle: the other formats hold the log of the incident alone",
    );
  }
  return deliver(context, await made(contentOf(context, incident, options)), options.out);
}

/** `holdfast incident export`: the log, to be taken away. */
export function addIncidentExport(incident: Command, verb: Verb): void {
  incident
    .command("export <incident>")
    .description("the log to be taken away: signed bundle, JSON, CSV, Markdown, PDF")
    .addOption(new Option("--format <name>", "which").choices(formats).default("bundle"))
    .option("--at <instant>", "only what was known then")
    .option("--runs", "the logs of its runs, too (bundle)")
    .option("--out <file>", "write to this file")
    .action(verb((context, id: string, options: Options) => exportLog(id, options, context)));
}
