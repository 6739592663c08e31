import { Link } from "@tanstack/react-router";
import { actorName } from "#core/model/actor.ts";
import type { RunSummary } from "../../api/runs.ts";
import { paths } from "../../paths.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { Ago } from "../../ui/instant.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { runStatus } from "../run/step-status.ts";

type Props = {
  readonly runs: readonly RunSummary[];
  /** Said in the place of an empty list. */
  readonly none: string;
};

function Waiting({ run }: { readonly run: RunSummary }) {
  const { attention, attentionCount } = run;
  if (attentionCount === 0) return <span className="hf-dim">needs nobody now</span>;
  if (!attention) return <StatusMark kind="person" word={`${attentionCount} waiting for people`} />;
  return (
    <>
      <StatusMark kind="person" word={attention.who} /> <bdi>{attention.title}</bdi>
      {attentionCount > 1 ? <span className="hf-dim"> and {attentionCount - 1} more</span> : null}
    </>
  );
}

function took({ startedAt, finishedAt }: RunSummary): string | null {
  return finishedAt === null ? null : formatDuration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
}

/** Runs, one below the other, with who must act next. */
export function RunList({ runs, none }: Props) {
  if (runs.length === 0) return <p className="panel-body hf-dim">{none}</p>;
  return (
    <ul className="run-list">
      {runs.map((run) => (
        <li key={run.id}>
          <span className="run-list-main">
            <Link to={paths.run} params={{ id: run.id }}>
              <bdi>{run.title}</bdi>
            </Link>
            {run.finishedAt === null ? (
              <span>
                <Waiting run={run} />
              </span>
            ) : null}
          </span>
          <span className="run-list-state">
            <span>
              <strong className="run-list-mode" data-mode={run.mode}>
                {run.mode.toUpperCase()}
              </strong>{" "}
              <StatusMark {...runStatus(run.status, run.result)} />
            </span>
            <span className="hf-dim">
              <Ago at={run.startedAt} /> by <bdi>{actorName(run.startedBy)}</bdi>
              {took(run) === null ? null : `, took ${took(run)}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
