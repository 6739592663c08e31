import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { fetchDocument } from "../../api/documents.ts";
import { fetchRunbooks } from "../../api/estate.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { fetchRunbookForecast, fetchRunbookPlan, type RunToStart, startRun } from "../../api/runs.ts";
import { paths } from "../../paths.ts";
import { createOnceKey } from "../../ui/once-key.ts";
import { useActor } from "../identity/actor.ts";

/** The runbooks there are; asked for only where somebody wants them. */
export function useRunbooks(isWanted = true) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.runbooks,
    queryFn: () => fetchRunbooks(actor),
    enabled: isWanted,
  });
}

/** The plan that a run of the runbook would follow if it were started now. */
export function useRunbookPlan(name: string) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.runbookPlan(name),
    queryFn: () => fetchRunbookPlan({ actor }, name),
    enabled: name !== "",
  });
}

/** How long it would take; null where it can never be done. */
export function useRunbookForecast(name: string) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.runbookForecast(name),
    queryFn: () => fetchRunbookForecast({ actor }, name),
    enabled: name !== "",
  });
}

/** What is known to be wrong or out of date in the runbook's own document. */
export function useRunbookFindings(name: string) {
  const actor = useActor();
  const ref = `runbook:${name}` as const;
  return useQuery({
    queryKey: queryKeys.document(ref, actor),
    queryFn: () => fetchDocument(actor, ref),
    enabled: name !== "",
  });
}

/** Starts a run and goes there. */
export function useStart() {
  const actor = useActor();
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useMemo(createOnceKey, []);
  return useMutation({
    mutationFn: (run: RunToStart) => startRun({ actor }, run, once.keyFor(run)),
    onSuccess: (view) => {
      once.renew();
      void client.invalidateQueries({ queryKey: queryKeys.runs });
      void navigate({ to: paths.run, params: { id: view.id } });
    },
  });
}
