import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { jsonSchemaOfAnyDocument } from "#core/document/json-schema.ts";
import type { Output } from "../door.ts";
import { dayArgument, todayUtc } from "../day-argument.ts";
import { UsageError } from "../exit-code.ts";
import { sampleEstate } from "../sample-estate.ts";
import type { Verb } from "../verb.ts";

type Options = { readonly dryRun?: boolean; readonly force?: boolean; readonly asOf?: string };

type Streams = { readonly stdout: Output; readonly stderr: Output };

/**
 * `holdfast init`: writes a commented sample estate into a folder, and the schema its files name for
 * editors. A folder that holds something is refused, since its documents and the sample's would be
 * one estate; what begins with a dot does not count. No file is ever overwritten.
 */
export function runInit(folder: string, options: Options, { stdout, stderr }: Streams): 0 {
  const files = [
    ...sampleEstate(options.asOf ?? todayUtc()),
    { name: ".schemas/document.json", text: `${JSON.stringify(jsonSchemaOfAnyDocument(), null, 2)}\n` },
  ].map(({ name, text }) => ({ file: path.join(folder, name), text }));
  const held = existsSync(folder) ? contentsOf(folder) : [];
  if (held.length > 0 && options.force !== true) {
    throw new UsageError(
      `${folder} is not empty (${held.slice(0, 3).join(", ")}${held.length > 3 ? " …" : ""}); name another folder, or add --force to put the sample beside it`,
    );
  }
  const taken = files.filter(({ file }) => existsSync(file)).map(({ file }) => file);
  if (taken.length > 0) throw new UsageError(`there is already ${taken.join(", ")}; nothing was written`);
  for (const { file, text } of files) {
    stdout.write(`${file}\n`);
    if (options.dryRun === true) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    // Whatever came there since the look above stays as it is.
    writeFileSync(file, text, { flag: "wx" });
  }
  stderr.write(
    options.dryRun === true
      ? "nothing was written (--dry-run)\n"
      : `Read them, change them into yours, and look at them with: holdfast check ${folder}\n`,
  );
  return 0;
}

function contentsOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith("."));
  } catch (error) {
    throw new UsageError(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Adds `holdfast init`. */
export function addInit(program: Command, verb: Verb): void {
  program
    .command("init [dir]")
    .description("write a commented sample estate to begin with (default: into this folder)")
    .option("--dry-run", "write nothing; name the files")
    .option("--force", "also into a folder that is not empty; no file is overwritten")
    .option("--as-of <date>", "the day its dates are about (default: today, UTC)", dayArgument)
    .action(
      verb(({ stdout, stderr }, folder: string | undefined, options: Options) =>
        runInit(folder ?? ".", options, { stdout, stderr }),
      ),
    );
}
