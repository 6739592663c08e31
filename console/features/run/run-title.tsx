import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { actorName } from "#core/model/actor.ts";
import type { RunView } from "#core/run/view.ts";
import { paths } from "../../paths.ts";
import { Instant } from "../../ui/instant.tsx";
import { runStatus } from "./step-status.ts";

type Props = { readonly run: RunView; readonly children: ReactNode };

/** Which run this is, why it was started and by whom; its buttons at the side. */
export function RunTitle({ run, children }: Props) {
  const { word } = runStatus(run.status, run.result);
  useEffect(() => {
    document.title = `${run.mode === "live" ? "" : `[${run.mode}] `}${run.title}: ${word} · Holdfast`;
  }, [run.mode, run.title, word]);
  return (
    <div className="run-title">
      <div>
        <h1>
          <bdi>{run.title}</bdi>
        </h1>
        <p className="hf-dim">
          <Link to={paths.home}>Runs</Link> / <span className="hf-mono">{run.runbook}</span> · {run.purpose}{" "}
          of {run.recovers.join(", ")} · started by{" "}
          {run.startedBy === null ? "nobody" : <bdi>{actorName(run.startedBy)}</bdi>}{" "}
          {run.startedAt === null ? null : <Instant at={run.startedAt} />}:{" "}
          <q>
            <bdi>{run.reason}</bdi>
          </q>
        </p>
      </div>
      {children}
    </div>
  );
}
