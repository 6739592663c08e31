import type { Command } from "commander";
import { trialsMax } from "#core/analysis/forecast/simulate.ts";
import { type ObjectiveRow, objectiveRows } from "#core/check/objective-rows.ts";
import type { Context } from "../context.ts";
import { capacityArgument, shareArgument, wholeNumberArgument } from "../forecast-arguments.ts";
import { jsonOfObjective, printObjectives } from "../print-objectives.ts";
import { readDocuments } from "../read-documents.ts";
import type { Verb } from "../verb.ts";

type Options = {
  readonly capacity?: ReadonlyMap<string, number>;
  readonly trials: number;
  readonly confidence: number;
  readonly json?: boolean;
};

/** `holdfast objectives DIR`. Ends with 1 when an objective is missed. */
async function runObjectives(context: Context, folder: string, options: Options): Promise<number> {
  const estate = await readDocuments(folder, context);
  const { capacity = new Map(), trials, confidence } = options;
  // Recorded runs are on a server; offline there are none.
  const computing = objectiveRows(estate, { capacity, trials, confidence, measured: {}, outcomes: {} });
  let next = computing.next();
  while (next.done !== true) next = computing.next();
  return sayObjectives(context, next.value, options.json === true);
}

function sayObjectives({ stdout }: Context, rows: readonly ObjectiveRow[], isJson: boolean): number {
  stdout.write(
    isJson
      ? `${JSON.stringify({ services: rows.map((row) => jsonOfObjective(row)) }, null, 2)}\n`
      : printObjectives(rows),
  );
  return rows.some(({ verdict }) => verdict === "missed") ? 1 : 0;
}

/** Adds `objectives`. */
export function addObjectives(program: Command, verb: Verb): void {
  program
    .command("objectives <dir>")
    .description("required and forecast RTO and RPO of each service, offline (exit 1: one is missed)")
    .option(
      "--capacity <resource=number>",
      "assume so many, such as team:dba=2 (repeatable)",
      capacityArgument,
    )
    .option("--trials <number>", "simulated recoveries per runbook", wholeNumberArgument(1, trialsMax), 2000)
    .option("--confidence <share>", "the probability with which an RTO is to be met", shareArgument, 0.9)
    .option("--json", "print JSON")
    .action(verb(runObjectives));
}
