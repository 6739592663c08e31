import type { Command } from "commander";
import { blackStart, type BlackStart } from "#core/analysis/order/black-start.ts";
import type { BreakReason } from "#core/analysis/order/break-knots.ts";
import {
  orderAmong,
  orderFor,
  type OrderPhase,
  type RecoveryOrder,
} from "#core/analysis/order/recovery-order.ts";
import { lostWith } from "#core/analysis/question.ts";
import { aligned, shortened } from "../analysis/aligned.ts";
import { nodesNamed, readGraph } from "../analysis/read-graph.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import type { Verb } from "../verb.ts";

type Options = {
  readonly for?: readonly string[];
  readonly fail?: readonly string[];
  readonly phase: string;
  readonly json?: boolean;
};

/** `holdfast order DIR --for REF… | --fail REF…`. Ends with 0: a circle is reported, and ordered. */
async function runOrder(context: Context, folder: string, options: Options): Promise<number> {
  const { for: wanted, fail, json } = options;
  const phase = phaseArgument(options.phase);
  if ((wanted === undefined) === (fail === undefined))
    throw new UsageError("name either what is to be started (--for REF…) or what has failed (--fail REF…)");
  const read = await readGraph(folder, context);
  const order =
    wanted === undefined
      ? orderAmong(read.graph, lostWith(read.graph, nodesNamed(read, fail ?? [])), phase)
      : orderFor(read.graph, nodesNamed(read, wanted), phase);
  if (json === true) {
    const { waves, cycles } = order;
    context.stdout.write(`${JSON.stringify({ waves, cycles }, null, 2)}\n`);
  } else context.stdout.write(textOf(order));
  for (const { from, to, reason } of order.broken)
    context.stderr.write(`holdfast: ${from} does not wait for ${to}: ${reasons[reason]}\n`);
  if (wanted !== undefined && phase === "startup")
    context.stderr.write(blackStartText(blackStart(read.graph, nodesNamed(read, wanted))));
  return 0;
}

const reasons: { readonly [reason in BreakReason]: string } = {
  itself: "it is itself",
  soft: "they wait for one another, and it can start degraded",
  spare: "they wait for one another, and other members of the group are enough",
  first: "they wait for one another, and one has to begin; it waits for the fewest",
};

function textOf({ waves, cycles }: RecoveryOrder): string {
  const rows = waves.flatMap((wave, at) =>
    wave.map((ref, place) => [place === 0 ? `wave ${at + 1}` : "", ref]),
  );
  const rings = cycles.map((cycle) => [shortened(cycle, 30)]);
  return `${aligned(rows, "")}${rings.length === 0 ? "" : `They wait for one another:\n${aligned(rings)}`}`;
}

/** What a start from nothing could not get past. */
function blackStartText({ knots, behind }: BlackStart): string {
  return [
    ...knots.map(
      (knot) => `holdfast: from nothing these cannot start, each needs another: ${shortened(knot, 10)}\n`,
    ),
    ...(behind.length === 0 ? [] : [`holdfast: and these stand behind them: ${shortened(behind, 10)}\n`]),
  ].join("");
}

function phaseArgument(text: string): OrderPhase {
  if (text === "startup" || text === "runtime") return text;
  throw new UsageError(`--phase is startup or runtime, not ${text}`);
}

/** Adds `order`. */
export function addOrder(program: Command, verb: Verb): void {
  program
    .command("order <dir>")
    .description("in which order things come back, wave after wave, offline")
    .option("--for <ref...>", "what is to be started, with all it relies on (repeatable)")
    .option("--fail <ref...>", "what has failed: it and what that takes down (repeatable)")
    .option("--phase <phase>", "startup: what is needed to start; runtime: to work", "startup")
    .option("--json", "print JSON")
    .action(verb(runOrder));
}
