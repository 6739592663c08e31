import { mkdirSync } from "node:fs";
import type { Command } from "commander";
import { resultOf } from "#client/client.ts";
import type { Ref } from "#core/model/ref.ts";
import { mergeTexts } from "#core/revision/merge-texts.ts";
import type { Context } from "../context.ts";
import { differenceOf } from "../show-difference.ts";
import type { Verb } from "../verb.ts";
import type { Compared } from "../working-copy/compare-copy.ts";
import { type CopyChange, writeCopy } from "../working-copy/write-copy.ts";
import { comparedLine, compareWithServer, rememberAgreement } from "./working-copy.ts";

type Pull = { readonly dryRun?: boolean; readonly theirs?: boolean; readonly mine?: boolean };

/** What pulling does with a document: its change, null for none; or a conflict with both sides. */
type Pulled =
  | { readonly status: "settled"; readonly change: CopyChange | null }
  | { readonly status: "conflict"; readonly text: string };

const serverChange = ({ ref, server, local }: Compared): CopyChange => ({
  ref,
  file: server?.file ?? local?.file ?? "",
  text: server?.text ?? null,
});

async function pullConflict(one: Compared, options: Pull, context: Context): Promise<Pulled> {
  const { ref, local, server, base } = one;
  if (options.theirs === true) return { status: "settled", change: serverChange(one) };
  if (options.mine === true) return { status: "settled", change: null };
  const sides = differenceOf(server?.text ?? "", local?.text ?? "", context.color);
  if (local === null || server === null || base === undefined || base === null) {
    return { status: "conflict", text: sides };
  }
  const path = { ref, revision: base };
  const before = await resultOf(
    context.client.GET("/api/v1/documents/{ref}/revisions/{revision}", { params: { path } }),
  );
  const merged = mergeTexts(before.text, local.text, server.text);
  if (merged.status === "conflict") return { status: "conflict", text: merged.text };
  return { status: "settled", change: { ref, file: local.file, text: merged.text } };
}

/** Brings a folder to what is published. What was changed here stays; what was changed on both sides is merged, or shown. */
async function pull(folder: string, options: Pull, context: Context): Promise<number> {
  const { stdout, stderr } = context;
  const comparison = await compareWithServer(folder, context);
  const { compared, published, copy } = comparison;
  const changes: CopyChange[] = [];
  const settled = new Map<Ref, string | null>();
  let conflicts = 0;
  for (const one of compared) {
    if (one.verdict === "same" || one.verdict === "local") continue;
    const pulled: Pulled =
      one.verdict === "server"
        ? { status: "settled", change: serverChange(one) }
        : await pullConflict(one, options, context);
    if (pulled.status === "conflict") {
      conflicts++;
      stdout.write(`${comparedLine(one)}\n${pulled.text}\n\n`);
      continue;
    }
    settled.set(one.ref, one.server?.sha256 ?? null);
    if (pulled.change !== null) changes.push(pulled.change);
    stderr.write(`holdfast: ${comparedLine(one)}\n`);
  }
  if (options.dryRun !== true) {
    mkdirSync(folder, { recursive: true });
    // New documents of a file stand in it in the server's order.
    const order = new Map(published.documents.map(({ ref }, index) => [ref, index]));
    const placeOf = ({ ref }: CopyChange) => order.get(ref) ?? -1;
    const inOrder = changes.toSorted((one, other) => placeOf(one) - placeOf(other));
    const files = writeCopy(copy, inOrder);
    rememberAgreement(comparison, settled);
    stderr.write(`holdfast: wrote ${changes.length} documents in ${files.length} files\n`);
  } else stderr.write(`holdfast: ${changes.length} documents would be written (dry run)\n`);
  const local = compared.filter(({ verdict }) => verdict === "local").length;
  stderr.write(
    `holdfast: at publication ${published.number}; ${local} documents changed here, ${conflicts} in conflict\n`,
  );
  if (conflicts > 0) {
    stderr.write("  Those in conflict were left as they are: edit them, or add --theirs or --mine.\n");
  }
  return conflicts > 0 ? 1 : 0;
}

/** `holdfast pull`: from the server to a folder. */
export function addPull(program: Command, verb: Verb): void {
  program
    .command("pull <dir>")
    .description("bring a folder to what is published (exit 1: conflicts)")
    .option("--dry-run", "show what would be written")
    .option("--theirs", "take the server's version of documents in conflict")
    .option("--mine", "keep the folder's version of documents in conflict")
    .action(verb((context, folder: string, options: Pull) => pull(folder, options, context)));
}
