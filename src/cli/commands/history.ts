import type { Command } from "commander";
import { type JudgedIncident, judgeIncident } from "#core/analysis/history/judge-incident.ts";
import { type Claim, summarizeHistory } from "#core/analysis/history/summarize-history.ts";
import { documentsOf, type Estate } from "#core/model/estate.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import { durationArgument, shareArgument } from "../forecast-arguments.ts";
import { printHistory } from "../print-history.ts";
import { readDocuments } from "../read-documents.ts";
import { readIncidents } from "../read-incidents.ts";
import type { Verb } from "../verb.ts";

type Options = {
  readonly claim?: number;
  readonly against?: string;
  readonly required: number;
  readonly confidence: number;
  readonly json?: boolean;
};

/** The RTO of each service and function, tested with the records that name it. */
function claimsOf(estate: Estate): readonly Claim[] {
  return [...documentsOf(estate, "Service"), ...documentsOf(estate, "Function")].flatMap((document) => {
    const seconds = document.spec.objectives.rtoSeconds;
    if (seconds === null) return [];
    const names = new Set([document.name, document.ref, document.title].map((name) => name.toLowerCase()));
    const isAbout = ({ subject }: JudgedIncident) => subject !== null && names.has(subject.toLowerCase());
    return [{ subject: document.ref, seconds, isAbout }];
  });
}

/** `holdfast history PATH…`. Ends with 1 when history contradicts a claim. */
async function runHistory(context: Context, paths: readonly string[], options: Options): Promise<number> {
  const { records, empty } = await readIncidents(paths);
  if (records.length === 0) throw new UsageError(`there is no incident in ${paths.join(", ")}`);
  for (const file of empty) context.stderr.write(`holdfast: there is no incident in ${file}\n`);
  const claims: Claim[] = [];
  if (options.claim !== undefined)
    claims.push({ subject: "all", seconds: options.claim, isAbout: () => true });
  if (options.against !== undefined) claims.push(...claimsOf(await readDocuments(options.against, context)));
  const incidents = records.map((record) => judgeIncident(record));
  const { required, confidence } = options;
  const summary = summarizeHistory(incidents, claims, { required, confidence });
  context.stdout.write(
    options.json === true ? `${JSON.stringify({ ...summary, incidents }, null, 2)}\n` : printHistory(summary),
  );
  return summary.claims.some(({ verdict }) => verdict === "contradicted") ? 1 : 0;
}

/** Adds `history`. */
export function addHistory(program: Command, verb: Verb): void {
  program
    .command("history <paths...>")
    .description("what past incidents took, and which RTO they contradict, offline (exit 1: one is)")
    .option("--claim <duration>", "test this RTO against all of them, such as PT4H", durationArgument)
    .option(
      "--against <dir>",
      "test the RTO of each service of these documents against the records that name it",
    )
    .option("--required <share>", "share of outages that an RTO is to hold for", shareArgument, 0.9)
    .option("--confidence <share>", "confidence of the interval", shareArgument, 0.95)
    .option("--json", "print JSON")
    .action(verb(runHistory));
}
