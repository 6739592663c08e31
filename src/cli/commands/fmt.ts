import type { Command } from "commander";
import { formatDocuments } from "#core/document/format/format-documents.ts";
import type { SourceFile } from "#core/document/source-file.ts";
import { FolderError, loadFolder } from "#estate/load-folder.ts";
import { replaceFile } from "#estate/replace-file.ts";
import type { Output } from "../door.ts";
import { UsageError } from "../exit-code.ts";
import type { Verb } from "../verb.ts";

type Options = { readonly check?: boolean; readonly stdout?: boolean };

type Streams = { readonly stdout: Output; readonly stderr: Output; readonly stdin: AsyncIterable<unknown> };

/**
 * `holdfast fmt`: puts documents into their one form, in place. Resolves to 1 when a file has errors
 * (it is then not touched) or, with --check, when one is not in its form.
 */
export async function runFmt(paths: readonly string[], options: Options, streams: Streams): Promise<0 | 1> {
  const isPipe = paths.length === 1 && paths[0] === "-";
  const sources = isPipe ? [await readAll(streams.stdin)] : await load(paths);
  const isPrinted = isPipe || options.stdout === true;
  if (isPrinted && options.check !== true && sources.length !== 1) {
    throw new UsageError(`--stdout prints one file, and here are ${sources.length}`);
  }
  let changed = 0;
  let failed = 0;
  for (const source of sources) {
    const outcome = formOf(source);
    if (outcome.type === "failed") {
      failed++;
      streams.stderr.write(`holdfast fmt: ${source.file}${outcome.why}\n`);
    } else if (options.check === true) {
      if (!outcome.isChanged) continue;
      changed++;
      streams.stdout.write(`${source.file}\n`);
    } else if (isPrinted) {
      streams.stdout.write(outcome.text);
    } else if (outcome.isChanged) {
      changed++;
      await replaceFile(source.file, outcome.text);
      streams.stdout.write(`${source.file}\n`);
    }
  }
  const words = options.check === true ? "not in their form" : "changed";
  if (!isPrinted)
    streams.stderr.write(`${sources.length} files: ${changed} ${words}, ${failed} not touched\n`);
  return failed > 0 || (options.check === true && changed > 0) ? 1 : 0;
}

type Form =
  | { readonly type: "form"; readonly text: string; readonly isChanged: boolean }
  | { readonly type: "failed"; readonly why: string };

function formOf(source: SourceFile): Form {
  if (source.type !== "text") return { type: "failed", why: ": it cannot be read (see holdfast check)" };
  const result = formatDocuments(source.file, source.text);
  switch (result.status) {
    case "formatted":
      return { type: "form", text: result.text, isChanged: result.text !== source.text };
    case "unreadable": {
      const { line, column } = result.problem.place.span;
      const why = `:${line}:${column}: it has errors (${result.problem.type}; see holdfast check)`;
      return { type: "failed", why };
    }
    case "left":
      return { type: "failed", why: ": an empty document, or an alias, is in the way" };
    default:
      return result satisfies never;
  }
}

async function load(paths: readonly string[]): Promise<readonly SourceFile[]> {
  const sources: SourceFile[] = [];
  try {
    for (const path of paths.length > 0 ? paths : ["."]) sources.push(...(await loadFolder(path)));
  } catch (error) {
    if (error instanceof FolderError) throw new UsageError(error.message);
    throw error;
  }
  if (sources.length === 0) throw new UsageError("there is no .yaml or .yml file there");
  return sources;
}

async function readAll(stream: AsyncIterable<unknown>): Promise<SourceFile> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return { type: "text", file: "-", text };
}

/** Adds `holdfast fmt`. */
export function addFmt(program: Command, verb: Verb): void {
  program
    .command("fmt [paths...]")
    .description("put documents into their one form, in place (default: all below this folder)")
    .option("--check", "change nothing; name the files that are not in it (exit 1)")
    .option("--stdout", "print the result of one file instead; so does the path - for standard input")
    .action(
      verb(({ stdout, stderr }, paths: readonly string[], options: Options) => {
        process.stdin.setEncoding("utf8");
        return runFmt(paths, options, { stdout, stderr, stdin: process.stdin });
      }),
    );
}
