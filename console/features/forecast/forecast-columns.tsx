import { Link } from "@tanstack/react-router";
import type { RunbookSummary } from "../../api/estate.ts";
import type { ForecastAnswer, RecordedRun } from "../../api/forecast.ts";
import { paths } from "../../paths.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { Instant } from "../../ui/instant.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { boundText, percentText, verdictOf } from "./forecast-words.ts";

/** A runbook with what is known of its time. */
export type ForecastRow = RunbookSummary & {
  readonly answer: ForecastAnswer | undefined;
  readonly failure: string | null;
  readonly lastRun: RecordedRun | undefined;
};

function quantileColumn(id: "p50" | "p90" | "p95", head: string): DataColumn<ForecastRow> {
  const secondsOf = ({ answer }: ForecastRow) => answer?.forecast?.backSeconds[id] ?? null;
  return {
    id,
    head,
    text: (row) => {
      const seconds = secondsOf(row);
      if (seconds !== null) return boundText(seconds, row.answer?.forecast?.complete ?? true);
      return row.answer === undefined ? (row.failure === null ? "…" : "not known") : "never";
    },
    sortBy: secondsOf,
    align: "end",
    ...(id === "p90" ? { hideBelow: 768 as const } : {}),
  };
}

function verdictText({ answer, failure }: ForecastRow): string {
  if (failure !== null) return failure;
  if (answer === undefined) return "…";
  if (answer.forecast === null) return `cannot be done: ${answer.infeasible?.[0]?.text ?? ""}`;
  const { probabilityMet, complete } = answer.forecast;
  const { word } = verdictOf(probabilityMet, complete);
  return probabilityMet === null ? word : `${word}, ${percentText(probabilityMet)}`;
}

function VerdictCell({ row }: { readonly row: ForecastRow }) {
  const { answer, failure } = row;
  if (failure !== null) return <StatusMark kind="not-verified" word={failure} />;
  if (answer === undefined) return <span className="hf-dim">computing…</span>;
  if (answer.forecast === null) return <StatusMark kind="failed" word={verdictText(row)} />;
  const { kind } = verdictOf(answer.forecast.probabilityMet, answer.forecast.complete);
  return <StatusMark kind={kind} word={verdictText(row)} />;
}

function completeText({ answer }: ForecastRow): string {
  const forecast = answer?.forecast;
  if (forecast === null || forecast === undefined) return "";
  if (forecast.complete) return "complete";
  const { unknown } = forecast;
  const named = unknown.slice(0, 3).join(", ");
  return `lower bound: ${named}${unknown.length > 3 ? ` and ${unknown.length - 3} more` : ""} unknown`;
}

/** The columns of the list; `chosen` are looked at together. */
export const columnsOf = (
  chosen: ReadonlySet<string>,
  onChoose: (name: string) => void,
): readonly DataColumn<ForecastRow>[] => [
  {
    id: "runbook",
    head: "Runbook",
    text: ({ title, name }) => `${title} (${name})`,
    cell: ({ title, name, recovers }) => (
      <span className="forecast-name">
        <Link to={paths.forecastRunbook} params={{ runbook: name }}>
          <bdi>{title}</bdi>
        </Link>
        <span className="hf-dim forecast-of">
          {recovers.map((ref) => (
            <RefLink key={ref} to={ref} />
          ))}
        </span>
      </span>
    ),
    width: "30%",
  },
  quantileColumn("p50", "P50"),
  quantileColumn("p90", "P90"),
  quantileColumn("p95", "P95"),
  {
    id: "rto",
    head: "RTO",
    text: ({ answer }) => {
      const rto = answer?.forecast?.rtoSeconds ?? null;
      return rto === null ? "" : formatDuration(rto);
    },
    sortBy: ({ answer }) => answer?.forecast?.rtoSeconds ?? null,
    align: "end",
  },
  {
    id: "met",
    head: "Is met",
    text: verdictText,
    cell: (row) => <VerdictCell row={row} />,
    sortBy: ({ answer }) => answer?.forecast?.probabilityMet ?? null,
  },
  { id: "complete", head: "Rests on", text: completeText, hideBelow: 1100 },
  {
    id: "measured",
    head: "Last measured",
    text: ({ lastRun }) =>
      lastRun === undefined
        ? "never"
        : `${lastRun.backSeconds === null ? "not seen" : formatDuration(lastRun.backSeconds)}, ${lastRun.finishedAt}`,
    cell: ({ lastRun }) =>
      lastRun === undefined ? (
        <span className="hf-dim">never</span>
      ) : (
        <Link to={paths.run} params={{ id: lastRun.run }}>
          {lastRun.backSeconds === null ? "not seen" : formatDuration(lastRun.backSeconds)},{" "}
          <Instant at={lastRun.finishedAt} />
        </Link>
      ),
    sortBy: ({ lastRun }) => lastRun?.finishedAt ?? null,
    hideBelow: 768,
  },
  {
    id: "together",
    head: "Together",
    text: ({ name }) => (chosen.has(name) ? "chosen" : ""),
    cell: ({ name, title }) => (
      <input
        type="checkbox"
        checked={chosen.has(name)}
        aria-label={`Plan ${title} together with others`}
        onChange={() => onChoose(name)}
      />
    ),
    width: "80px",
  },
];
