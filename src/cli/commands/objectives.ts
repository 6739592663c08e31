import type { Command } from "commander";
import { trialsMax } from "#core/analysis/forecast/simulate.ts";
import { type ObjectiveRow, objectiveRows } from "#core/check/objective-rows.ts";
import type { Estate } from "#core/model/estate.ts";
import { askObjectives } from "../analysis/ask-recovery.ts";
import { documentsPlace, serverOption } from "../analysis/documents-place.ts";
import type { Context } from "../context.ts";
import { capacityArgument, shareArgument, wholeNumberArgument } from "../forecast-arguments.ts";
import { jsonOfObjective, printObjectives } from "../print-objectives.ts";
import { readDocuments } from "../read-documents.ts";
import type { Verb } from "../verb.ts";

type Options = {
  readonly capacity?: ReadonlyMap<string, number>;
  readonly trials: number;
  readonly confidence: number;
  readonly server?: boolean;
  readonly json?: boolean;
};

/** `holdfast objectives DIR` or `--server`. Ends with 1 when an objective is missed. */
async function runObjectives(
  context: Context,
  folder: string | undefined,
  options: Options,
): Promise<number> {
  const place = documentsPlace(folder, options.server);
  const { capacity, trials, confidence } = options;
  const rows =
    place.type === "server"
      ? await askObjectives(context, { capacity, trials, confidence })
      : computeObjectives(await readDocuments(place.folder, context), options);
  return sayObjectives(context, rows, options.json === true);
}

/** Recorded runs are on a server; here there are none. */
function computeObjectives(estate: Estate, options: Options): readonly ObjectiveRow[] {
  const { capacity = new Map(), trials, confidence } = options;
  const computing = objectiveRows(estate, { capacity, trials, confidence, measured: {}, outcomes: {} });
  let next = computing.next();
  while (next.done !== true) next = computing.next();
  return next.value;
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
    .command("objectives [dir]")
    .description("required, forecast and measured RTO and RPO of each service (exit 1: one is missed)")
    .option(...serverOption)
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
