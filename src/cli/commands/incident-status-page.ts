import path from "node:path";
import type { Command } from "commander";
import { resultOf } from "#client/client.ts";
import type { Context } from "../context.ts";
import { plannedWrites, writeFiles } from "../export/write-files.ts";
import type { Verb } from "../verb.ts";

type Options = {
  readonly out: string;
  readonly audience: string;
  readonly title: string;
  readonly exercises?: boolean;
  readonly json?: boolean;
};

async function writeStatusPage(
  { out, audience, title, exercises, json }: Options,
  context: Context,
): Promise<0> {
  const query = { audience, title, ...(exercises === true ? { exercises: "true" as const } : {}) };
  const { files } = await resultOf(context.client.GET("/api/v1/status-page", { params: { query } }));
  const plan = await plannedWrites(
    files.map(({ name, text }) => ({
      file: path.join(out, path.basename(name)),
      content: Buffer.from(text),
    })),
  );
  await writeFiles(plan);
  const written = plan.map(({ file, content }) => ({ file, bytes: content.byteLength }));
  context.stdout.write(
    json === true
      ? `${JSON.stringify({ audience, files: written }, null, 2)}\n`
      : written.map(({ file, bytes }) => `${file}  ${bytes} bytes\n`).join(""),
  );
  return 0;
}

/** `holdfast incident status-page`: what an audience has been told, as static files. */
export function addStatusPage(incident: Command, verb: Verb): void {
  incident
    .command("status-page")
    .description("write what an audience has been told as static files: HTML, a news feed, JSON")
    .requiredOption("--out <folder>", "the folder; each file is replaced in one step")
    .option("--audience <name>", "whom it tells, as updates name them", "customers")
    .option("--title <text>", "what stands above it", "Status")
    .option("--exercises", "tell of exercises too, marked as such")
    .option("--json", "print JSON")
    .action(verb((context, options: Options) => writeStatusPage(options, context)));
}
