import { feasibilityText } from "#core/analysis/objectives/feasibility.ts";
import type { ObjectiveRow } from "#core/check/objective-rows.ts";
import { durationText } from "./duration-text.ts";
import { textTable } from "./text-table.ts";

/** A row for a script: with the judgement in words. */
export function jsonOfObjective(row: ObjectiveRow): object {
  const { feasibility, requiredSeconds } = row.rto;
  if (feasibility === null || requiredSeconds === null) return row;
  const text = feasibilityText(feasibility, requiredSeconds, durationText);
  return { ...row, rto: { ...row.rto, feasibility: { ...feasibility, text } } };
}

/** The objectives of all services for a person. */
export function printObjectives(rows: readonly ObjectiveRow[]): string {
  if (rows.length === 0) return "There is no service in these documents.\n";
  const hasRuns = rows.some(({ rto, rpo }) => rto.measuredRun !== null || rpo.measuredRun !== null);
  const measured = (...texts: readonly string[]) => (hasRuns ? texts : []);
  const seconds = (value: number | null) => (value === null ? "?" : durationText(value));
  const required = (value: number | null) => (value === null ? "-" : durationText(value));
  const table = textTable([
    [
      "",
      "RTO",
      "P50",
      "P95",
      "met",
      "P95 with others",
      ...measured("measured"),
      "RPO",
      "loss",
      ...measured("measured"),
      "",
    ],
    ...rows.map(({ ref, rto, rpo, verdict }) => [
      ref,
      required(rto.requiredSeconds),
      `${rto.forecast !== null && !rto.complete ? "≥ " : ""}${seconds(rto.forecast?.p50 ?? null)}`,
      `${rto.forecast !== null && !rto.complete ? "≥ " : ""}${seconds(rto.forecast?.p95 ?? null)}`,
      rto.probabilityMet === null ? "?" : `${(100 * rto.probabilityMet).toFixed(0)} %`,
      seconds(rto.withDependencies?.seconds ?? null),
      ...measured(seconds(rto.measuredSeconds)),
      required(rpo.requiredSeconds),
      seconds(rpo.forecastSeconds),
      ...measured(seconds(rpo.measuredSeconds)),
      verdict,
    ]),
  ]);
  return `${[table, ...rows.flatMap((row) => notes(row))].join("\n")}\n`;
}

function notes({ ref, rto, rpo, availability }: ObjectiveRow): readonly string[] {
  const lines: string[] = [];
  if (rto.requiredSeconds !== null && rto.runbook === null) lines.push("no runbook brings it back");
  if (rto.feasibility !== null && rto.requiredSeconds !== null)
    lines.push(
      `${feasibilityText(rto.feasibility, rto.requiredSeconds, durationText)} (${rto.runbook ?? ""})`,
    );
  if (rto.withDependencies !== null && rto.withDependencies.limitedBy !== ref)
    lines.push(`it waits for ${rto.withDependencies.limitedBy} if both are down`);
  if (rpo.requiredSeconds !== null && rpo.forecastSeconds === null)
    lines.push(
      rpo.of === null ? "nothing protects its data" : `nobody has said how far ${rpo.of} may be behind`,
    );
  lines.push(...measuredNotes(rto, "back after", "RTO"), ...measuredNotes(rpo, "lost", "RPO"));
  if (availability !== null) {
    const error =
      availability.standardError === 0 ? "" : ` ± ${(196 * availability.standardError).toFixed(4)}`;
    const bound = availability.unknown.length === 0 ? "" : "at most ";
    lines.push(
      `available ${bound}${(100 * availability.availability).toFixed(4)}${error} %, down ${availability.downMinutesPerYear.toFixed(0)} min a year`,
    );
  }
  return lines.map((line) => `  ${ref}: ${line}`);
}

function measuredNotes(
  found: ObjectiveRow["rto"] | ObjectiveRow["rpo"],
  what: string,
  objective: string,
): readonly string[] {
  const { measuredSeconds, measuredRun, measuredAt, requiredSeconds } = found;
  if (measuredSeconds === null || measuredRun === null) return [];
  const isMissed = requiredSeconds !== null && measuredSeconds > requiredSeconds;
  const judged = isMissed ? `, more than its ${objective} of ${durationText(requiredSeconds)}` : "";
  return [`${what} ${durationText(measuredSeconds)} in run ${measuredRun} (${measuredAt ?? ""})${judged}`];
}
