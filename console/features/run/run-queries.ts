import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { queryKeys } from "../../api/query-keys.ts";
import { giveRunCommand, type RunCommand } from "../../api/run-command.ts";
import { fetchRunEvents, type ToldRunEvent } from "../../api/runs.ts";
import { useActor } from "../identity/actor.ts";
import { withLater } from "./with-later.ts";

async function catchUp(client: QueryClient, actor: string | null, id: string) {
  const known = () => client.getQueryData<readonly ToldRunEvent[]>(queryKeys.runEvents(id)) ?? [];
  const more = await fetchRunEvents({ actor }, id, known().at(-1)?.version ?? 0);
  // The feed may have told some of them meanwhile.
  return withLater(known(), more);
}

/** What happened in the run. Only what is new is read; the feed appends to it. */
export function useRunEvents(id: string) {
  const actor = useActor();
  const client = useQueryClient();
  return useQuery({
    queryKey: queryKeys.runEvents(id),
    queryFn: () => catchUp(client, actor, id),
    staleTime: Number.POSITIVE_INFINITY,
    // Events never change, and comparing ten thousand of them with themselves takes longer than drawing them.
    structuralSharing: false,
  });
}

/** Sends commands about a run; what they led to is read at once, whether or not the feed is there. */
export function useRunCommand(id: string) {
  const actor = useActor();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sent: { readonly command: RunCommand; readonly key: string }) =>
      giveRunCommand({ actor, run: id, ...sent }),
    // Refused or not: the run has moved on, or this page is behind it.
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.runEvents(id) }),
  });
}
