import { createWriteStream, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { ApiProblem, type Schemas, ServerUnreachable } from "#client/client.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import type { Verb } from "../verb.ts";
import { runProgram } from "./programs.ts";

/** Where a server keeps its data when nobody said: beside the checkout, or where root's goes when that is closed to others. */
const usualFolders = [".holdfast/data", "/var/lib/holdfast/data/data"] as const;

export const defaultData = () =>
  process.env["HOLDFAST_DATA"] ??
  usualFolders.find((folder) => existsSync(path.join(folder, "operator-token"))) ??
  usualFolders[0];

/** The token that the server of a data folder left there for whoever may read it. */
export function operatorToken(data: string): string {
  const file = path.join(data, "operator-token");
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    throw new UsageError(`${file} cannot be read: name the data folder of the running server with --data`);
  }
}

type Data = { readonly data: string };

async function exportLog(
  options: Data & { readonly out?: string },
  { baseUrl, stderr }: Context,
): Promise<number> {
  const response = await fetch(`${baseUrl}/api/v1/log`, {
    headers: { Authorization: `Bearer ${operatorToken(options.data)}` },
  }).catch(() => {
    throw new ServerUnreachable(`${baseUrl} does not answer; the log is exported by the running server`);
  });
  if (!response.ok || response.body === null)
    throw new ApiProblem((await response.json()) as Schemas["Problem"]);
  const source = Readable.fromWeb(response.body);
  await pipeline(source, options.out === undefined ? process.stdout : createWriteStream(options.out), {
    end: options.out !== undefined,
  });
  if (options.out !== undefined) stderr.write(`holdfast: wrote ${options.out}\n`);
  return 0;
}

/** `holdfast log …`: for whoever operates the server, on its machine. */
export function addOperate(program: Command, verb: Verb): void {
  const data = ["--data <folder>", "the server's data folder", defaultData()] as const;
  const log = program.command("log").description("back up and restore the whole log");
  log
    .command("export")
    .description("the whole log as JSON lines, from the running server")
    .option(...data)
    .option("--out <file>", "write to this file")
    .action(verb((context, options: Data & { out?: string }) => exportLog(options, context)));
  log
    .command("import <file>")
    .description("a backup into an empty data folder; the server must not run")
    .option(...data)
    .action(
      verb((_context, file: string, options: Data) =>
        runProgram("src/store/import-main.ts", [file, options.data]),
      ),
    );
}
