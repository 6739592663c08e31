import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { ToldRunEvent } from "../../api/runs.ts";
import { paths, type RunSearch } from "../../paths.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { useMe } from "../identity/people.ts";
import { LoadedRun } from "./loaded-run.tsx";
import { FoldedRunContext } from "./run-folded.ts";
import { createRunFold, shownRun, stateAt } from "./run-model.ts";
import { useRunEvents } from "./run-queries.ts";
import { RunMoment } from "./run-time.ts";

const address = getRouteApi(paths.run);

type Props = {
  readonly id: string;
  readonly events: readonly ToldRunEvent[];
  readonly search: RunSearch;
};

/** The events as the run they make: the live one, or one of its past moments. */
function FoldedRun({ id, events, search }: Props) {
  const person = useMe();
  const me = useMemo(
    () => (person === null ? null : ({ type: "person", ref: person.ref, teams: person.teams } as const)),
    [person],
  );
  const live = useMemo(createRunFold, []);
  const at = search.at === undefined ? null : Math.min(search.at, events.length);
  const state = useMemo(() => (at === null ? live(events) : stateAt(events, at)), [live, events, at]);
  const moment = at === null ? null : Date.parse(events[at - 1]?.at ?? "");
  const folded = useMemo(() => ({ state, me }), [state, me]);
  const selected = search.step ?? null;
  const run = useMemo(() => {
    const now = new Date(moment ?? Date.now()).toISOString();
    const asker = moment === null ? me : null;
    return shownRun(state, { id, version: at ?? events.length, now, asker, selected });
  }, [state, id, at, events.length, moment, me, selected]);
  return (
    <FoldedRunContext value={folded}>
      <RunMoment value={moment}>
        <LoadedRun run={run} state={state} events={events} me={me} search={search} moment={moment} />
      </RunMoment>
    </FoldedRunContext>
  );
}

/** How does this run stand, what must I do, and when will it be over? */
export function RunPage() {
  const { id } = address.useParams();
  const search = address.useSearch();
  const events = useRunEvents(id);
  if (events.data !== undefined && events.data.length > 0) {
    return <FoldedRun id={id} events={events.data} search={search} />;
  }
  if (events.error === null) return <PageSkeleton />;
  return (
    <div className="shell-page">
      <h1>Run</h1>
      <ProblemNotice error={events.error} title="This run cannot be shown" />
      <p>
        <Link to={paths.runs}>All runs</Link>
      </p>
    </div>
  );
}
