import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { actorName, isSamePerson } from "#core/model/actor.ts";
import type { RunView } from "#core/run/view.ts";
import { paths } from "../../paths.ts";
import { Instant } from "../../ui/instant.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { runStatus } from "./step-status.ts";

type Props = { readonly run: RunView; readonly children: ReactNode };

function Lead({ run }: Pick<Props, "run">) {
  const { lead, leadOffer, startedBy } = run;
  const isOther = lead !== null && (startedBy === null || !isSamePerson(lead, startedBy));
  return (
    <>
      {isOther ? (
        <>
          {" · led by "}
          <bdi>{actorName(lead)}</bdi>
        </>
      ) : null}
      {leadOffer === null ? null : (
        <>
          {" · "}
          <StatusMark kind="person" word={`lead offered to ${leadOffer.to}`} />
        </>
      )}
    </>
  );
}

/** Which run this is, why it was started and by whom; its buttons at the side. */
export function RunTitle({ run, children }: Props) {
  const { word } = runStatus(run.status, run.result);
  useEffect(() => {
    document.title = `${run.mode === "live" ? "" : `[${run.mode}] `}${run.title}: ${word} · Holdfast`;
  }, [run.mode, run.title, word]);
  return (
    <div className="run-title">
      <div>
        <h1 tabIndex={-1}>
          <strong className="run-mode" data-mode={run.mode}>
            {run.mode.toUpperCase()}
          </strong>{" "}
          <bdi>{run.title}</bdi>
        </h1>
        <p className="hf-dim">
          <Link to={paths.runs}>Runs</Link> / <span className="hf-mono">{run.runbook}</span> · {run.purpose}{" "}
          of {run.recovers.join(", ")} · started by{" "}
          {run.startedBy === null ? "nobody" : <bdi>{actorName(run.startedBy)}</bdi>}{" "}
          {run.startedAt === null ? null : <Instant at={run.startedAt} />}:{" "}
          <q>
            <bdi>{run.reason}</bdi>
          </q>
          <Lead run={run} />
        </p>
      </div>
      {children}
    </div>
  );
}
