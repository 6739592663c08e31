import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import type { RunView } from "#core/run/view.ts";
import type { ToldRunEvent } from "../../api/runs.ts";
import { paths, type RunSearch } from "../../paths.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { RunCommands } from "./commands/run-commands.tsx";
import { stepDefinitions } from "./definitions.ts";
import { FinishedPanel } from "./finished-panel.tsx";
import { LossNotice } from "./loss-notice.tsx";
import { ModeFrame } from "./mode-frame.tsx";
import { NextPanel } from "./next-panel.tsx";
import { PhaseBar } from "./phase-bar.tsx";
import { useRunAddress } from "./run-address.ts";
import { RunHeader } from "./run-header.tsx";
import { RunTitle } from "./run-title.tsx";
import { useRun, useRunEvents } from "./run-queries.ts";
import { StepDetail } from "./step-detail.tsx";
import { StepList } from "./step-list.tsx";
import { Timeline } from "./timeline.tsx";
import { useRunKeys } from "./use-run-keys.ts";
import "./run-page.css";

const route = getRouteApi(paths.run);

type LoadedProps = {
  readonly run: RunView;
  readonly events: readonly ToldRunEvent[];
  readonly search: RunSearch;
};

function LoadedRun({ run, events, search }: LoadedProps) {
  const filterRef = useRef<HTMLInputElement>(null);
  const open = useRunAddress(run.id);
  const definitions = useMemo(() => stepDefinitions(events), [events]);
  const titles = useMemo(() => new Map(run.steps.map(({ id, title }) => [id, title])), [run.steps]);
  const step = run.steps.find(({ id }) => id === search.step) ?? null;
  const openForm = search.do ?? null;
  useRunKeys({ run, search, open, filterRef });
  return (
    <ModeFrame mode={run.mode}>
      <RunTitle run={run}>
        <RunCommands run={run} step={step?.id ?? null} openForm={openForm} open={open} />
      </RunTitle>
      <RunHeader run={run} />
      <div className="run-body" data-open={step !== null}>
        <div className="run-wide">
          <div className="run-phases-narrow">
            <PhaseBar clock={run.clock} />
          </div>
          {run.status === "finished" ? <FinishedPanel run={run} /> : null}
          <LossNotice run={run} />
        </div>
        <div className="run-left hf-stack">
          <StepList run={run} selected={step?.id ?? null} filterRef={filterRef} />
        </div>
        <div className="run-right">
          <div className="run-next">
            {step ? (
              <StepDetail
                key={step.id}
                run={run}
                step={step}
                definition={definitions.get(step.id) ?? null}
                openForm={openForm}
                open={open}
              />
            ) : (
              <NextPanel run={run} isUnknown={search.step !== undefined} />
            )}
          </div>
          <div className="run-timeline">
            <Timeline events={events} titles={titles} />
          </div>
        </div>
      </div>
    </ModeFrame>
  );
}

/** A run while it happens, and after. */
export function RunPage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const run = useRun(id);
  const events = useRunEvents(id);
  if (run.data) return <LoadedRun run={run.data} events={events.data ?? []} search={search} />;
  return (
    <div className="shell-page">
      <h1>Run</h1>
      {run.error ? (
        <ProblemNotice error={run.error} title="This run cannot be shown" />
      ) : (
        <p role="status">Reading the run…</p>
      )}
      <p>
        <Link to={paths.home}>All runs</Link>
      </p>
    </div>
  );
}
