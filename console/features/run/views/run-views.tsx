import { useNavigate } from "@tanstack/react-router";
import { lazy, memo, type RefObject, Suspense } from "react";
import type { Actor } from "#core/model/actor.ts";
import type { RunState } from "#core/run/state.ts";
import type { RunView } from "#core/run/view.ts";
import { paths, type RunViewName } from "../../../paths.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { useCommands } from "../../palette/commands.ts";
import type { Outlook } from "../outlook/use-outlook.ts";
import { runSearchOf } from "../run-address.ts";
import { StepList } from "./step-list.tsx";

const StepMap = lazy(async () => ({ default: (await import("./step-map.tsx")).StepMap }));
const Gantt = lazy(async () => ({ default: (await import("./gantt.tsx")).Gantt }));

type Props = {
  readonly run: RunView;
  readonly state: RunState;
  readonly me: Actor | null;
  readonly outlook: Outlook | null;
  readonly view: RunViewName;
  readonly selected: string | null;
  readonly filterRef: RefObject<HTMLInputElement | null>;
};

const tabs = [
  { id: "list", label: "List" },
  { id: "map", label: "Map" },
  { id: "timeline", label: "Timeline" },
] as const;

/** Three views of the same run with the same step open; the beat of the page's clock alone draws none of them anew. */
export const RunViews = memo(function RunViews(props: Props) {
  const { run, state, me, outlook, view, selected, filterRef } = props;
  const navigate = useNavigate();
  const show = (next: RunViewName) => {
    void navigate({
      to: paths.run,
      params: { id: run.id },
      search: (before: object) => {
        const { view: _left, ...rest } = runSearchOf(before);
        return next === "list" ? rest : { ...rest, view: next };
      },
      replace: true,
      resetScroll: false,
    });
  };
  useCommands(
    tabs
      .filter(({ id }) => id !== view)
      .map(({ id, label }) => ({
        id: `view-${id}`,
        title: `This run: show as ${label.toLowerCase()}`,
        run: () => show(id),
      })),
  );
  return (
    <Tabs label="Views of the run" tabs={tabs} selected={view} onSelect={show}>
      {view === "list" ? <StepList run={run} me={me} selected={selected} filterRef={filterRef} /> : null}
      <Suspense fallback={<Skeleton label="Opening the view" rows={6} />}>
        {view === "map" ? <StepMap run={run} selected={selected} /> : null}
        {view === "timeline" ? <Gantt run={run} state={state} outlook={outlook} selected={selected} /> : null}
      </Suspense>
    </Tabs>
  );
});
