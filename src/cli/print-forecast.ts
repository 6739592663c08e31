import type { ForecastAnswer } from "#core/analysis/forecast/forecast-answer.ts";
import type { OutagePhase } from "#core/analysis/forecast/outage-phases.ts";
import { durationText } from "./duration-text.ts";
import { textTable } from "./text-table.ts";

const listed = 8;
const barWidth = 40;

type PrintedForecast = ForecastAnswer & { readonly outage: readonly OutagePhase[] };

/** A forecast for a person: the times, the objective, where the time goes, and what would help. */
export function printForecast(runbook: string, answer: PrintedForecast): string {
  const parts = [
    `${runbook}: ${headline(answer)}`,
    timesTable(answer),
    objectiveText(answer),
    phasesText(answer),
    histogramText(answer),
    sharesText(answer),
    bottlenecksText(answer),
    tornadoText(answer),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function headline({
  complete,
  unknown,
  likelySeconds,
  isOptimal,
  lowerBoundSeconds,
}: ForecastAnswer): string {
  const likely = `${durationText(likelySeconds)} with every likely duration`;
  const proven = isOptimal
    ? "no plan is shorter"
    : `no plan can be shorter than ${durationText(lowerBoundSeconds)}`;
  if (complete) return `${likely} (${proven})`;
  return `at least ${likely}; it is longer, for nobody has said how long these take: ${unknown.join(", ")}`;
}

function timesTable({
  seconds,
  standardErrors,
  trials,
  seed,
  complete,
  backSeconds,
}: ForecastAnswer): string {
  const columns = ["p50", "p90", "p95", "p99"] as const;
  const isBackApart = columns.some((column) => backSeconds[column] !== seconds[column]);
  const rows = [
    ["", ...columns.map((column) => column.toUpperCase())],
    ["all steps done", ...columns.map((column) => durationText(seconds[column]))],
    ...(isBackApart ? [["service back", ...columns.map((column) => durationText(backSeconds[column]))]] : []),
    ["standard error", ...columns.map((column) => durationText(standardErrors[column]))],
  ];
  const bound = complete ? "" : ", each a lower bound";
  return `${textTable(rows)}\n  ${trials} trials, seed ${seed}${bound}`;
}

function objectiveText({ rtoSeconds, probabilityMet, probabilityMargin, complete }: ForecastAnswer): string {
  if (rtoSeconds === null || probabilityMet === null)
    return "No RTO is set for what it recovers, so there is nothing to meet.";
  const percent = `${(100 * probabilityMet).toFixed(1)} %`;
  const margin = `± ${(100 * (probabilityMargin ?? 0)).toFixed(1)}`;
  const most = complete ? "" : "at most ";
  return `RTO ${durationText(rtoSeconds)}: met with a probability of ${most}${percent} (${margin}).
The clock of an RTO begins with the impact: noticing it and deciding come on top, unless --outage counts them in.`;
}

/** Which part of the clock takes how long, and who says so. */
function phasesText({ phases, outage }: PrintedForecast): string {
  const rows = phases.map(({ phase, seconds, meanSeconds }) => {
    const added = outage.find((part) => part.phase === phase);
    const times =
      seconds === null || meanSeconds === null
        ? ["?", "?", "?"]
        : [meanSeconds, seconds.p50, seconds.p90].map((each) => durationText(each));
    return [
      phase,
      ...times,
      added === undefined ? (seconds === null ? "not counted" : "steps") : sourceText(added),
    ];
  });
  return `The phases of the clock\n${textTable([["", "mean", "P50", "P90", "from"], ...rows])}`;
}

function sourceText({ source, ref }: OutagePhase): string {
  switch (source) {
    case "document":
      return ref ?? "documents";
    case "history":
      return "past incidents of others";
    case "unknown":
      return "nobody says: write `clock` in a plan";
    default:
      return source satisfies never;
  }
}

function histogramText({
  histogram: { fromSeconds, toSeconds, counts },
  rtoSeconds,
}: ForecastAnswer): string {
  if (fromSeconds === toSeconds) return "";
  const most = Math.max(...counts);
  const width = (toSeconds - fromSeconds) / counts.length;
  const lines = counts.map((count, cell) => {
    const end = fromSeconds + (cell + 1) * width;
    const isLate = rtoSeconds !== null && end > rtoSeconds;
    const bar = (isLate ? "!" : "#").repeat(Math.ceil((barWidth * count) / most));
    return [durationText(end), bar] as const;
  });
  const room = Math.max(...lines.map(([text]) => text.length));
  const key = rtoSeconds === null ? "" : "   (! after the RTO)";
  return `How often the service is back by then${key}\n${lines.map(([text, bar]) => `  ${text.padStart(room)}  ${bar}`.trimEnd()).join("\n")}`;
}

function sharesText({ critical }: ForecastAnswer): string {
  const rows = critical
    .slice(0, listed)
    .map(({ step, share }) => [step, `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`]);
  return `Steps everything waited for, and how often\n${textTable(rows)}`;
}

function bottlenecksText({ bottlenecks }: ForecastAnswer): string {
  if (bottlenecks.length === 0) return "More people or other resources would gain nothing.";
  const rows = bottlenecks
    .slice(0, listed)
    .map(({ resource, secondsGained, p95Gained }) => [
      resource,
      durationText(secondsGained),
      durationText(p95Gained),
    ]);
  return `What one more would gain\n${textTable([["", "likely", "P95"], ...rows])}`;
}

function tornadoText({ tornado }: ForecastAnswer): string {
  if (tornado.length === 0) return "";
  const rows = tornado
    .slice(0, listed)
    .map(({ step, lowSeconds, highSeconds }) => [step, durationText(lowSeconds), durationText(highSeconds)]);
  return `The whole, when one step alone goes well or badly\n${textTable([["", "its P10", "its P90"], ...rows])}`;
}
