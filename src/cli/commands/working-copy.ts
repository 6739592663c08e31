import type { Command } from "commander";
import { resultOf, type Schemas } from "#client/client.ts";
import { FolderError } from "#estate/load-folder.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import { differenceOf } from "../show-difference.ts";
import type { Verb } from "../verb.ts";
import { agreedBase, type Compared, compareCopy } from "../working-copy/compare-copy.ts";
import { readBase, writeBase } from "../working-copy/base-file.ts";
import { readCopy, type WorkingCopy } from "../working-copy/read-copy.ts";
import { addApply } from "./apply.ts";
import { addPull } from "./pull.ts";

/** A folder beside what the server has published. */
export type Comparison = {
  readonly copy: WorkingCopy;
  readonly published: Schemas["PublishedEstate"];
  readonly compared: readonly Compared[];
};

/** Reads a folder and the published documents, and compares them. Throws `UsageError` for what cannot be compared. */
export async function compareWithServer(
  folder: string,
  { client }: Pick<Context, "client">,
): Promise<Comparison> {
  const copy = await readCopy(folder).catch((error: unknown) => {
    throw error instanceof FolderError ? new UsageError(error.message) : error;
  });
  if (copy.unreadable.length > 0) {
    throw new UsageError(
      `what is in the folder cannot all be told: ${copy.unreadable.slice(0, 5).join("; ")} (holdfast check ${folder})`,
    );
  }
  const published = await resultOf(client.GET("/api/v1/estate/documents", { params: { query: {} } }));
  const base = readBase(folder, published.origin);
  return { copy, published, compared: compareCopy(copy, published, base) };
}

/** Remembers what the folder and the server agree on, for the next comparison. */
export function rememberAgreement(
  { copy, published, compared }: Comparison,
  settled: Parameters<typeof agreedBase>[1] = new Map(),
): void {
  if (published.origin === null) return;
  writeBase(copy.folder, { origin: published.origin, documents: agreedBase(compared, settled) });
}

const words: { readonly [verdict in Compared["verdict"]]: string } = {
  same: "same",
  local: "changed here",
  server: "changed on the server",
  conflict: "changed here and on the server",
};

/** One line about a document: what became of it, and where. */
export function comparedLine({ ref, verdict, local, server, base }: Compared): string {
  const how = local === null ? "only on the server" : server === null ? "only here" : words[verdict];
  const unknown = verdict === "conflict" && base === undefined ? " (what both began with is not known)" : "";
  return `${ref}: ${verdict === "conflict" && local !== null && server !== null ? words.conflict : how}${unknown}`;
}

type Diff = { readonly json?: boolean; readonly nameOnly?: boolean };

async function diff(folder: string, options: Diff, context: Context): Promise<number> {
  const { compared, published } = await compareWithServer(folder, context);
  const different = compared.filter(({ verdict }) => verdict !== "same");
  if (options.json === true) {
    const documents = different.map(({ ref, verdict, local, server }) => ({
      ref,
      verdict,
      here: local?.sha256 ?? null,
      server: server?.sha256 ?? null,
    }));
    context.stdout.write(`${JSON.stringify({ number: published.number, documents }, null, 2)}\n`);
  } else {
    for (const one of different) {
      context.stdout.write(`${comparedLine(one)}\n`);
      if (options.nameOnly === true) continue;
      const text = differenceOf(one.server?.text ?? "", one.local?.text ?? "", context.color);
      context.stdout.write(`${text}\n\n`);
    }
    const same = compared.length - different.length;
    context.stderr.write(
      `holdfast: ${different.length} documents differ from publication ${published.number}, ${same} are the same\n`,
    );
  }
  return different.length > 0 ? 1 : 0;
}

/** `holdfast diff`, `apply`, `pull`: a folder of documents and the server's. */
export function addWorkingCopy(program: Command, verb: Verb): void {
  program
    .command("diff <dir>")
    .description("compare a folder with the published documents (exit 1: they differ)")
    .option("--name-only", "without the texts")
    .option("--json", "print JSON")
    .action(verb((context, folder: string, options: Diff) => diff(folder, options, context)));
  addApply(program, verb);
  addPull(program, verb);
}
