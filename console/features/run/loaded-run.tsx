import { useNavigate } from "@tanstack/react-router";
import { memo, useEffect, useMemo, useRef } from "react";
import type { Actor } from "#core/model/actor.ts";
import type { RunState } from "#core/run/state.ts";
import type { RunView } from "#core/run/view.ts";
import type { ToldRunEvent } from "../../api/runs.ts";
import { paths, type RunSearch } from "../../paths.ts";
import { GrantsPanel } from "../access-grants/grants-panel.tsx";
import { RunCommands } from "./commands/run-commands.tsx";
import { deadlines } from "./deadlines.ts";
import { FinishedPanel } from "./finished-panel.tsx";
import { LossNotice } from "./loss-notice.tsx";
import { ModeFrame } from "./mode-frame.tsx";
import { myStep } from "./my-turn.ts";
import { NextPanel } from "./next-panel.tsx";
import { useOutlook } from "./outlook/use-outlook.ts";
import { PhaseBar } from "./phase-bar.tsx";
import { ReplayBar } from "./replay/replay-bar.tsx";
import { runSearchOf, useRunAddress } from "./run-address.ts";
import { RunHeader } from "./run-header.tsx";
import { useRunNow } from "./run-time.ts";
import { RunTitle } from "./run-title.tsx";
import { StepDetail } from "./step-detail.tsx";
import { useStepTitles } from "./step-titles.ts";
import { Timeline } from "./timeline.tsx";
import { useRunKeys } from "./use-run-keys.ts";
import { RunViews } from "./views/run-views.tsx";
import "./run-page.css";

type Props = {
  readonly run: RunView;
  readonly state: RunState;
  readonly events: readonly ToldRunEvent[];
  readonly me: Actor | null;
  readonly search: RunSearch;
  /** Of a replay, in milliseconds since 1970; null is live. */
  readonly moment: number | null;
};

/**
 * Opens the page on the step that waits for me: once for each person who acts in this browser, and never over
 * something that was asked for.
 */
function useMyStep({ run, me, search, moment }: Props): void {
  const open = useRunAddress(run.id);
  const who = me?.type === "person" ? me.ref : null;
  const decidedFor = useRef<string | null>(null);
  useEffect(() => {
    if (who === null || decidedFor.current === who) return;
    decidedFor.current = who;
    // Whoever has opened something, or looks at a replay, is not taken away from it.
    if (search.step !== undefined || search.do !== undefined || moment !== null) return;
    const step = myStep(run, me);
    if (step !== null) open({ step }, { replace: true });
  });
}

function Replay({ run, events, search }: Props) {
  const navigate = useNavigate();
  const titles = useStepTitles(run);
  const go = useMemo(
    () => (at: number | null) => {
      void navigate({
        to: paths.run,
        params: { id: run.id },
        search: (before: object) => {
          const { at: _left, ...rest } = runSearchOf(before);
          return at === null ? rest : { ...rest, at };
        },
        replace: true,
        resetScroll: false,
      });
    },
    [navigate, run.id],
  );
  if (search.at === undefined) return null;
  const at = Math.min(search.at, events.length);
  return <ReplayBar events={events} at={at} titles={titles} onMove={go} onLeave={() => go(null)} />;
}

/**
 * What stands beside the views: the open step or what waits for people, and what happened. The clock of the page moves
 * every second; this is drawn anew only when something else has changed.
 */
const Side = memo(function Side({ run, events, me, search, moment }: Props) {
  const open = useRunAddress(run.id);
  const titles = useStepTitles(run);
  const step = run.steps.find(({ id }) => id === search.step) ?? null;
  const told = useMemo(
    () => (moment === null ? events : events.slice(0, search.at)),
    [moment, events, search.at],
  );
  return (
    <div className="run-right">
      <div className="run-next hf-stack">
        {step === null ? (
          <NextPanel run={run} me={me} isUnknown={search.step !== undefined} />
        ) : (
          <StepDetail
            key={step.id}
            run={run}
            step={step}
            openForm={search.do ?? null}
            line={search.line ?? null}
            isPast={moment !== null}
            open={open}
          />
        )}
        {run.mode === "live" && moment === null ? <GrantsPanel run={run.id} step={step?.id ?? null} /> : null}
      </div>
      <div className="run-timeline">
        <Timeline events={told} titles={titles} />
      </div>
    </div>
  );
});

/** A run while it happens, and after. */
export function LoadedRun(props: Props) {
  const { run, state, me, search, moment } = props;
  const filterRef = useRef<HTMLInputElement>(null);
  const open = useRunAddress(run.id);
  const now = useRunNow();
  const outlook = useOutlook(state, now, moment);
  useMyStep(props);
  useRunKeys({ run, search, open, filterRef, isPast: moment !== null });
  const step = run.steps.find(({ id }) => id === search.step) ?? null;
  return (
    <ModeFrame mode={run.mode}>
      <Replay {...props} />
      <RunTitle run={run}>
        <RunCommands
          run={run}
          step={step?.id ?? null}
          openForm={search.do ?? null}
          isPast={moment !== null}
          open={open}
        />
      </RunTitle>
      <RunHeader run={run} me={me} outlook={outlook} due={deadlines(run, state, now)} />
      <div className="run-body" data-open={step !== null} data-view={search.view ?? "list"}>
        <div className="run-wide">
          <div className="run-phases-narrow">
            <PhaseBar clock={run.clock} />
          </div>
          {run.status === "finished" ? <FinishedPanel run={run} /> : null}
          <LossNotice run={run} />
        </div>
        <div className="run-left hf-stack">
          <RunViews
            run={run}
            state={state}
            me={me}
            outlook={outlook}
            view={search.view ?? "list"}
            selected={step?.id ?? null}
            filterRef={filterRef}
          />
        </div>
        <Side {...props} />
      </div>
    </ModeFrame>
  );
}
