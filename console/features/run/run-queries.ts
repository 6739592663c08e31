import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { queryKeys } from "../../api/query-keys.ts";
import { giveRunCommand, type RunCommand } from "../../api/run-command.ts";
import { fetchRun, fetchRunEvents } from "../../api/runs.ts";
import { useActor } from "../identity/actor.ts";

/** Live updates keep a run fresh; this is for what moves without an event, and for what the feed lost. */
const safetyMilliseconds = 15_000;

/** The run as the person whom this browser acts as sees it. */
export function useRun(id: string) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.runFor(id, actor),
    queryFn: () => fetchRun({ actor }, id),
    // Acting as somebody else shows the same run until that person's answer is there.
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.status === "finished" ? false : safetyMilliseconds),
  });
}

/** What happened in the run; the feed appends to it. */
export function useRunEvents(id: string) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.runEvents(id),
    queryFn: () => fetchRunEvents({ actor }, id),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Sends commands about a run; the answer is the run after it, shown at once. */
export function useRunCommand(id: string) {
  const actor = useActor();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sent: { readonly command: RunCommand; readonly key: string }) =>
      giveRunCommand({ actor, run: id, ...sent }),
    onSuccess: (view) => client.setQueryData(queryKeys.runFor(id, actor), view),
    // Refused or not: the run has moved on, or this page is behind it.
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.run(id) }),
  });
}
