import type { DistributionFit } from "#core/analysis/history/fit-distribution.ts";
import type { DurationSummary, HistorySummary } from "#core/analysis/history/summarize-history.ts";
import { durationText } from "./duration-text.ts";
import { textTable } from "./text-table.ts";

const flagsShown = 30;

/** A history for a person: what it took, what does not add up, and what of the claims it bears out. */
export function printHistory(summary: HistorySummary): string {
  const { records, usable, flags } = summary;
  const parts = [
    `${records} records, of which ${usable} tell how long an outage took.`,
    timesTable(summary),
    fitsText(summary.outage.fits),
    flagsText(flags),
    claimsText(summary),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function timesTable({ outage, detect, decide }: HistorySummary): string {
  const cell = (seconds: number | null) => (seconds === null ? "too few" : durationText(seconds));
  const row = (name: string, { count, p50, p90, p95 }: DurationSummary) => [
    name,
    String(count),
    cell(p50),
    cell(p90),
    cell(p95),
  ];
  return textTable([
    ["", "records", "P50", "P90", "P95"],
    row("outage", outage),
    row("until noticed", detect),
    row("from noticed to declared", decide),
  ]);
}

function fitsText(fits: readonly DistributionFit[]): string {
  const [best] = fits;
  if (best === undefined) return "";
  const names = Object.entries(best.parameters).map(([name, { value, low, high }]) => {
    const isTime = name.endsWith("Seconds");
    const show = (each: number) => (isTime ? durationText(each) : each.toFixed(2));
    return `${name.replace("Seconds", "")} ${show(value)} (95 %: ${show(low)} to ${show(high)})`;
  });
  return `Outages fit ${best.family} best: ${names.join(", ")}; largest distance ${best.distance.toFixed(3)}.`;
}

function flagsText(flags: HistorySummary["flags"]): string {
  if (flags.length === 0) return "";
  const rows = flags.slice(0, flagsShown).map(({ id, type, text }) => `  ${id}: ${text} [${type}]`);
  const more =
    flags.length > flagsShown ? `\n  and ${flags.length - flagsShown} more (--json lists all)` : "";
  return `What does not add up\n${rows.join("\n")}${more}`;
}

function claimsText({ claims }: HistorySummary): string {
  if (claims.length === 0) return "";
  const percent = (share: number | null) => (share === null ? "?" : `${(100 * share).toFixed(0)} %`);
  const lines = claims.map((claim) => {
    const what = `${claim.subject}: back within ${durationText(claim.claimedSeconds)} at least ${percent(claim.required)} of the time`;
    const seen = `${claim.within} of ${claim.outages} were, which is ${percent(claim.share)} (${percent(claim.low)} to ${percent(claim.high)})`;
    const open = `open; ${claim.outagesToSupport} outages in a row within it would support it`;
    const verdict = { contradicted: "CONTRADICTED by history", supported: "supported by history", open }[
      claim.verdict
    ];
    return claim.outages === 0 ? `  ${what}: no record speaks of it` : `  ${what}: ${verdict}; ${seen}`;
  });
  return `Claims\n${lines.join("\n")}`;
}
