import { useQuery } from "@tanstack/react-query";
import type { WhatIf } from "#core/analysis/forecast/what-if.ts";
import {
  type Circumstances,
  fetchForecast,
  fetchProblem,
  fetchRecordedRuns,
  fetchSchedule,
  type OnProgress,
} from "../../api/forecast.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { useActor } from "../identity/actor.ts";

/** The question of one forecast, for one query or many. */
export function forecastQuery(
  actor: string | null,
  runbook: string,
  given: Circumstances,
  whatIf: WhatIf | null,
  onProgress?: OnProgress,
) {
  return {
    queryKey: queryKeys.analysisOf("forecast", runbook, given, whatIf, actor),
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      fetchForecast(actor, runbook, given, whatIf ?? undefined, signal, onProgress),
  };
}

/** The forecast as things are; `onProgress` hears how far it is. */
export function useForecast(runbook: string, given: Circumstances, onProgress: OnProgress) {
  const actor = useActor();
  return useQuery(forecastQuery(actor, runbook, given, null, onProgress));
}

/** The forecast as they would be; asks only where something is changed. */
export function useChangedForecast(runbook: string, given: Circumstances, whatIf: WhatIf | null) {
  const actor = useActor();
  return useQuery({ ...forecastQuery(actor, runbook, given, whatIf), enabled: whatIf !== null });
}

/** What the forecast rests on. */
export function useProblem(runbook: string, given: Circumstances) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.analysisOf("problem", runbook, given, actor),
    queryFn: () => fetchProblem(actor, runbook, given),
  });
}

/** When each step of runbooks that begin together runs. */
export function useSchedule(runbooks: readonly string[], at: string | null, whatIf: WhatIf | null) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.analysisOf("schedule", runbooks, at, whatIf, actor),
    queryFn: ({ signal }) => fetchSchedule(actor, runbooks, at, whatIf ?? undefined, signal),
    // While a change is planned, the plan before it stays to be looked at.
    placeholderData: (before) => before,
  });
}

/** What live runs have measured. */
export function useRecordedRuns() {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.analysisOf("recorded-runs", actor),
    queryFn: () => fetchRecordedRuns(actor),
  });
}
