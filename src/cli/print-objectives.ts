import type { Quantiles } from "#core/analysis/forecast/summarize.ts";
import type { Availability } from "#core/analysis/objectives/availability.ts";
import type { Feasibility } from "#core/analysis/objectives/feasibility.ts";
import type { PropagatedTime } from "#core/analysis/objectives/with-dependencies.ts";
import { durationText } from "./duration-text.ts";
import { textTable } from "./text-table.ts";

/** What is required of a service, what is forecast and what was measured, side by side. Null is not known. */
export type ObjectiveRow = {
  readonly ref: string;
  readonly rto: {
    readonly requiredSeconds: number | null;
    readonly forecast: Quantiles | null;
    readonly complete: boolean;
    readonly measuredSeconds: number | null;
    readonly probabilityMet: number | null;
    readonly runbook: string | null;
    readonly feasibility: (Feasibility & { readonly text: string }) | null;
    readonly withDependencies: PropagatedTime | null;
  };
  readonly rpo: {
    readonly requiredSeconds: number | null;
    readonly forecastSeconds: number | null;
    readonly of: string | null;
    readonly measuredSeconds: number | null;
  };
  readonly availability: Availability | null;
  readonly verdict: "met" | "missed" | "unknown";
};

/** The objectives of all services for a person. */
export function printObjectives(rows: readonly ObjectiveRow[]): string {
  if (rows.length === 0) return "There is no service in these documents.\n";
  const seconds = (value: number | null) => (value === null ? "?" : durationText(value));
  const required = (value: number | null) => (value === null ? "-" : durationText(value));
  const table = textTable([
    ["", "RTO", "P50", "P95", "met", "P95 with others", "RPO", "loss", ""],
    ...rows.map(({ ref, rto, rpo, verdict }) => [
      ref,
      required(rto.requiredSeconds),
      `${rto.forecast !== null && !rto.complete ? "≥ " : ""}${seconds(rto.forecast?.p50 ?? null)}`,
      `${rto.forecast !== null && !rto.complete ? "≥ " : ""}${seconds(rto.forecast?.p95 ?? null)}`,
      rto.probabilityMet === null ? "?" : `${(100 * rto.probabilityMet).toFixed(0)} %`,
      seconds(rto.withDependencies?.seconds ?? null),
      required(rpo.requiredSeconds),
      seconds(rpo.forecastSeconds),
      verdict,
    ]),
  ]);
  return `${[table, ...rows.flatMap((row) => notes(row))].join("\n")}\n`;
}

function notes({ ref, rto, rpo, availability }: ObjectiveRow): readonly string[] {
  const lines: string[] = [];
  if (rto.requiredSeconds !== null && rto.runbook === null) lines.push("no runbook brings it back");
  if (rto.feasibility !== null) lines.push(`${rto.feasibility.text} (${rto.runbook ?? ""})`);
  if (rto.withDependencies !== null && rto.withDependencies.limitedBy !== ref)
    lines.push(`it waits for ${rto.withDependencies.limitedBy} if both are down`);
  if (rpo.requiredSeconds !== null && rpo.forecastSeconds === null)
    lines.push(
      rpo.of === null ? "nothing protects its data" : `nobody has said how far ${rpo.of} may be behind`,
    );
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
