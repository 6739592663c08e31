import type { Command } from "commander";
import { impactReport } from "#core/analysis/impact/impact-report.ts";
import { changeFailures, liveImpact } from "#core/analysis/impact/live-impact.ts";
import { recoveriesOf } from "#core/analysis/impact/recoveries.ts";
import { printImpact } from "../analysis/print-impact.ts";
import { nodesNamed, readGraph } from "../analysis/read-graph.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";

type Options = { readonly fail: readonly string[]; readonly json?: boolean };

/** `holdfast impact DIR --fail REF…`. Ends with 0: an impact is an answer, not a finding. */
async function runImpact(context: Context, folder: string, { fail, json }: Options): Promise<number> {
  const read = await readGraph(folder, context);
  const impact = liveImpact(read.graph);
  changeFailures(impact, { add: nodesNamed(read, fail) });
  const report = impactReport(impact, recoveriesOf(read.estate));
  context.stdout.write(
    json === true ? `${JSON.stringify(report, null, 2)}\n` : printImpact(read.estate, report),
  );
  return 0;
}

/** Adds `impact`. */
export function addImpact(program: Command, verb: Verb): void {
  program
    .command("impact <dir>")
    .description("what is down, degraded or thinner when things fail, and why, offline")
    .requiredOption("--fail <ref...>", "what fails, such as site:east (repeatable)")
    .option("--json", "print JSON")
    .action(verb(runImpact));
}
