import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { WhatIf } from "#core/analysis/forecast/what-if.ts";
import { seedAsked, trialsAsked } from "../../api/forecast.ts";
import { paths } from "../../paths.ts";
import { useProgress } from "../../ui/use-progress.ts";
import { changedView } from "./changed-view.ts";
import { useChangedForecast, useForecast, useProblem } from "./forecast-queries.ts";
import { type ForecastSearch, isChanged, knownChanges } from "./forecast-search.ts";
import { useChanges } from "./use-changes.ts";
import { useWhatIfWorker } from "./use-what-if-worker.ts";

const route = getRouteApi(paths.forecastRunbook);

type Address = Pick<ForecastSearch, "capacity" | "duration">;
type Begin = Pick<ForecastSearch, "at" | "outage">;

/** The state of the page lives in its address: what is tried is a step that “back” takes back, what is looked at is not. */
function useMoves() {
  const navigate = route.useNavigate();
  const look = useCallback(
    (next: Partial<ForecastSearch>) =>
      void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  const settle = useCallback(
    (next: Address) =>
      void navigate({
        search: ({ capacity: _capacity, duration: _duration, ...rest }) => ({ ...rest, ...next }),
        resetScroll: false,
      }),
    [navigate],
  );
  const begin = useCallback(
    (next: Begin) =>
      void navigate({
        search: ({ at: _at, outage: _outage, ...rest }) => ({ ...rest, ...next }),
        resetScroll: false,
      }),
    [navigate],
  );
  return { look, settle, begin };
}

/** All that the page of one forecast shows, from its address. */
export function useForecastPage() {
  const { runbook } = route.useParams();
  const search = route.useSearch();
  const moves = useMoves();
  const { at = null, outage = false } = search;
  const given = useMemo(() => ({ at, outage }), [at, outage]);
  const [howFar, hear] = useProgress();
  const base = useForecast(runbook, given, hear);
  const problem = useProblem(runbook, given);
  const answer = problem.data;
  const changes = useChanges(search, moves.settle);
  const known = useMemo(() => {
    const steps = new Set(answer?.problem.steps.map(({ id }) => id));
    const resources = new Set(answer?.problem.resources.map(({ id }) => id));
    return (whatIf: WhatIf) => knownChanges(whatIf, steps, resources);
  }, [answer]);
  const onlyKnown = (whatIf: WhatIf) => {
    const kept = known(whatIf).whatIf;
    return isChanged(kept) ? kept : null;
  };
  const now = useMemo(() => onlyKnown(changes.now), [known, changes.now]);
  const settled = useMemo(() => onlyKnown(changes.settled), [known, changes.settled]);
  const setting = useMemo(() => {
    if (answer === undefined) return null;
    return { problem: answer.problem, rtoSeconds: answer.rtoSeconds, seed: seedAsked, trials: trialsAsked };
  }, [answer]);
  const live = useWhatIfWorker(setting, now);
  const exact = useChangedForecast(runbook, given, settled);
  const isResting = changes.now === changes.settled;
  const view = changedView(now !== null, isResting ? exact.data : undefined, live);
  const { dropped } = known(changes.settled);
  return { runbook, search, moves, given, base, howFar, problem, changes, settled, exact, view, dropped };
}

export type ForecastPageState = ReturnType<typeof useForecastPage>;
