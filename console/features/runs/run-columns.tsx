import { Link } from "@tanstack/react-router";
import { actorName } from "#core/model/actor.ts";
import type { RunSummary } from "../../api/runs.ts";
import { paths } from "../../paths.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { formatCoarse, formatDuration } from "../../ui/format-duration.ts";
import { Ago } from "../../ui/instant.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useNow } from "../../ui/use-now.ts";
import { runStatus } from "../run/step-status.ts";

/** Seconds of the outage at `now`, from the outside record; null where none is on record. */
function outageSeconds({ impact }: RunSummary, now: number): number | null {
  if (impact?.beganAt == null) return null;
  const end = impact.endedAt === null ? now : Date.parse(impact.endedAt);
  return Math.max(0, (end - Date.parse(impact.beganAt)) / 1000);
}

function clockWords(run: RunSummary, now: number): string {
  const seconds = outageSeconds(run, now);
  if (seconds === null) return "no impact recorded";
  const used = run.impact?.endedAt === null ? formatCoarse(seconds) : formatDuration(seconds);
  return run.rtoSeconds === null ? `${used}, no RTO` : `${used} of ${formatDuration(run.rtoSeconds)}`;
}

function Clock({ run }: { readonly run: RunSummary }) {
  const now = useNow();
  const seconds = outageSeconds(run, now);
  if (seconds === null) return <span className="hf-dim">no impact recorded</span>;
  const isMissed = run.rtoSeconds !== null && seconds > run.rtoSeconds;
  const isOver = run.impact?.endedAt !== null;
  const kind = run.rtoSeconds === null ? "not-verified" : isMissed ? "failed" : isOver ? "ok" : "running";
  return <StatusMark kind={kind} word={clockWords(run, now)} />;
}

function waitingWords({ attention, attentionCount, finishedAt }: RunSummary): string {
  if (finishedAt !== null) return "over";
  if (attention === null) return "nobody now";
  const more = attentionCount > 1 ? ` and ${attentionCount - 1} more` : "";
  return `${attention.who}: ${attention.title}${more}`;
}

function Waiting({ run }: { readonly run: RunSummary }) {
  if (run.finishedAt !== null || run.attention === null) {
    return <span className="hf-dim">{waitingWords(run)}</span>;
  }
  return <StatusMark kind="person" word={waitingWords(run)} />;
}

/** What the list says of each run. */
export const runColumns: readonly DataColumn<RunSummary>[] = [
  {
    id: "title",
    head: "Run",
    text: ({ title, mode }) => `${mode.toUpperCase()} ${title}`,
    cell: ({ id, title, mode, runbook }) => (
      <span className="runs-title">
        <Link to={paths.run} params={{ id }}>
          <strong className="run-list-mode" data-mode={mode}>
            {mode.toUpperCase()}
          </strong>{" "}
          <bdi>{title}</bdi>
        </Link>
        <span className="hf-dim hf-mono">{runbook}</span>
      </span>
    ),
  },
  {
    id: "state",
    head: "State",
    width: "8.5rem",
    text: ({ status, result }) => runStatus(status, result).word,
    cell: ({ status, result, settled, steps }) => (
      <span className="runs-title">
        <StatusMark {...runStatus(status, result)} />
        <span className="hf-dim">
          {settled} of {steps} steps
        </span>
      </span>
    ),
  },
  { id: "next", head: "Who must act", text: waitingWords, cell: (run) => <Waiting run={run} /> },
  {
    id: "clock",
    head: "Clock against RTO",
    text: (run) => clockWords(run, Date.now()),
    cell: (run) => <Clock run={run} />,
    sortBy: (run) => outageSeconds(run, Date.now()) ?? -1,
    hideBelow: 768,
  },
  {
    id: "started",
    head: "Started",
    width: "9rem",
    text: ({ startedAt }) => startedAt,
    cell: ({ startedAt, startedBy, lead }) => (
      <span className="runs-title">
        <Ago at={startedAt} />
        <bdi className="hf-dim">{actorName(lead ?? startedBy)}</bdi>
      </span>
    ),
    hideBelow: 768,
  },
  { id: "reason", head: "Reason", text: ({ reason }) => reason.slice(0, 200), hideBelow: 1100 },
];
