import { Button } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { actorName } from "#core/model/actor.ts";
import type { RunView } from "#core/run/view.ts";
import type { ToldRunEvent } from "../../../api/runs.ts";
import { paths } from "../../../paths.ts";
import { Facts } from "../../../ui/facts.tsx";
import { formatDuration } from "../../../ui/format-duration.ts";
import { Instant } from "../../../ui/instant.tsx";
import { ProblemNotice } from "../../../ui/problem-notice.tsx";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { createRunFold, shownRun } from "../run-model.ts";
import { useRunEvents } from "../run-queries.ts";
import { modeMeaning, runStatus } from "../step-status.ts";
import { Checklist } from "./checklist.tsx";
import { Report } from "./report.tsx";
import "./print.css";

const address = getRouteApi(paths.runPrint);

function Head({ run }: { readonly run: RunView }) {
  const { word } = runStatus(run.status, run.result);
  const limit = (seconds: number | null) => (seconds === null ? "none stated" : formatDuration(seconds));
  return (
    <Facts
      rows={[
        ["Run", <span key="run" className="hf-mono">{`${run.runbook}, ${run.id}`}</span>],
        ["Mode", `${run.mode.toUpperCase()}: ${modeMeaning[run.mode]}`],
        ["Status", word],
        ["Recovers", run.recovers.join(", ")],
        ["RTO", limit(run.rtoSeconds)],
        ["RPO", limit(run.rpoSeconds)],
        ["Tolerable outage", limit(run.mtdSeconds)],
        ["Started by", run.startedBy === null ? null : actorName(run.startedBy)],
        ["Led by", run.lead === null ? null : actorName(run.lead)],
        ["Started", run.startedAt === null ? null : <Instant key="at" at={run.startedAt} />],
        ["Reason", <bdi key="why">{run.reason}</bdi>],
      ]}
    />
  );
}

type Props = {
  readonly id: string;
  readonly events: readonly ToldRunEvent[];
  readonly as: "checklist" | "report";
};

function Sheet({ id, events, as }: Props) {
  const run = useMemo(() => {
    const now = new Date().toISOString();
    return shownRun(createRunFold()(events), {
      id,
      version: events.length,
      now,
      asker: null,
      selected: null,
    });
  }, [id, events]);
  return (
    <article className="print-sheet">
      <div className="print-actions hf-screen-only">
        <Button size="sm" onClick={() => print()}>
          Print
        </Button>
        <Link to={paths.run} params={{ id }}>
          Back to the run
        </Link>
        <Link to={paths.runPrint} params={{ id }} search={{ as: as === "report" ? "checklist" : "report" }}>
          {as === "report" ? "As a checklist" : "As a report"}
        </Link>
      </div>
      <h1 tabIndex={-1}>
        {as === "report" ? "Report" : "Checklist"}: <bdi>{run.title}</bdi>
      </h1>
      <Head run={run} />
      {as === "report" ? <Report run={run} events={events} /> : <Checklist run={run} />}
      <p className="hf-dim">
        As of event {events.length}, <Instant at={events.at(-1)?.at ?? ""} />. The record itself is the log;
        its signed copy can be checked with the public key.
      </p>
    </article>
  );
}

/** What is this run on paper: to be carried out without a screen, or to be read afterwards? */
export function RunPrintPage() {
  const { id } = address.useParams();
  const { as } = address.useSearch();
  const events = useRunEvents(id);
  if (events.data !== undefined && events.data.length > 0) {
    return <Sheet id={id} events={events.data} as={as} />;
  }
  if (events.error === null) return <PageSkeleton />;
  return (
    <div className="shell-page">
      <h1>Print a run</h1>
      <ProblemNotice error={events.error} title="This run cannot be shown" />
    </div>
  );
}
