import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Command, Option } from "commander";
import {
  compareWithDeclared,
  type ObservedComparison,
  type ObservedEdge,
} from "#core/exchange/observed/compare-declared.ts";
import { confirmInText, groundsOf, whyNotConfirm } from "#core/exchange/observed/confirm-dependency.ts";
import { observedFileName } from "#core/exchange/observed/observed-file.ts";
import type { StandingDocument } from "#core/exchange/write/plan-writes.ts";
import type { Context } from "../context.ts";
import { dayArgument } from "../day-argument.ts";
import { UsageError } from "../exit-code.ts";
import { standingDocuments, writeWhole } from "../import/import-folder.ts";
import { observedOf } from "../import/observed-store.ts";
import type { Verb } from "../verb.ts";

type Compared = {
  readonly comparison: ObservedComparison;
  readonly standing: ReadonlyMap<string, StandingDocument>;
};

async function compare(folder: string): Promise<Compared> {
  const standing = await standingDocuments(folder);
  const values = new Map([...standing].map(([ref, { value }]) => [ref, value]));
  return { standing, comparison: compareWithDeclared(await observedOf(folder), values) };
}

async function list({ stdout }: Context, folder: string, json: boolean) {
  const { comparison } = await compare(folder);
  if (json) stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
  else {
    const { seen, unconfirmed, neverSeen, notLookedAt } = comparison;
    const edge = ({ from, to }: { readonly from: string; readonly to: string }) => `  ${from} → ${to}`;
    const withGrounds = (each: ObservedEdge) => `${edge(each)}  (${groundsOf(each)})`;
    const part = (title: string, lines: readonly string[]) => [`${lines.length} ${title}`, ...lines];
    const lines = [
      ...part("observed and not declared, to be confirmed by an owner:", unconfirmed.map(withGrounds)),
      ...part("declared and never seen, though calls of the same thing are:", neverSeen.map(edge)),
      `${notLookedAt.length} declared by what no call is observed of: whether they are used is unknown`,
      `${seen.length} declared and seen`,
    ];
    stdout.write(`${lines.join("\n")}\n`);
  }
  return 0;
}

type Confirm = {
  readonly need: "hard" | "soft";
  readonly phase: "runtime" | "startup" | "both";
  readonly date?: string;
};

async function confirm(context: Context, folder: string, from: string, to: string, options: Confirm) {
  const by = context.actor;
  if (by === null) throw new UsageError("say who you are: --as person:NAME");
  const { comparison, standing } = await compare(folder);
  const edge = comparison.unconfirmed.find((each) => each.from === from && each.to === to);
  if (edge === undefined) {
    const isSeen = comparison.seen.some((each) => each.from === from && each.to === to);
    const reason = isSeen
      ? "is declared already"
      : `was not observed (${path.join(folder, observedFileName)})`;
    throw new UsageError(`that ${from} uses ${to} ${reason}`);
  }
  const document = standing.get(from);
  if (document === undefined || !standing.has(to))
    throw new UsageError(
      `${document === undefined ? from : to} has no document in ${folder}; write it first`,
    );
  const values = new Map([...standing].map(([ref, { value }]) => [ref, value]));
  const refused = whyNotConfirm(from, by, values);
  if (refused !== null) {
    context.stderr.write(`holdfast: ${refused}\n`);
    return 4;
  }
  const on = options.date ?? new Date().toISOString().slice(0, 10);
  const text = await readFile(document.file, "utf8");
  const changed = confirmInText(text, document.index, edge, {
    by,
    on,
    need: options.need,
    phase: options.phase,
  });
  if (changed === null) throw new UsageError(`${document.file} has errors; repair it first (holdfast check)`);
  await writeWhole(document.file, changed);
  context.stdout.write(`${from} now declares that it depends on ${to}: ${document.file}\n`);
  return 0;
}

/** `holdfast observed …`: what was seen to depend on what, apart from what is declared. */
export function addObserved(program: Command, verb: Verb): void {
  const observed = program
    .command("observed")
    .description("dependencies that were observed, apart from those declared");
  observed
    .command("list <dir>")
    .description("observed against declared: what to confirm, what was never seen")
    .option("--json", "print JSON")
    .action(
      verb((context, dir: string, options: { json?: boolean }) => list(context, dir, options.json === true)),
    );
  observed
    .command("confirm <dir> <from> <to>")
    .description("declare an observed dependency, as the owner of what depends (--as; exit 4: not the owner)")
    .addOption(new Option("--need <need>", "how badly").choices(["hard", "soft"]).default("hard"))
    .addOption(new Option("--phase <phase>", "when").choices(["runtime", "startup", "both"]).default("both"))
    .option("--date <day>", "the day of the confirmation (default: today)", dayArgument)
    .action(
      verb((context, dir: string, from: string, to: string, options: Confirm) =>
        confirm(context, dir, from, to, options),
      ),
    );
}
