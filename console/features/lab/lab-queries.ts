import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchLab, healLab, injectFault, type Lab } from "../../api/lab.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { useActor } from "../identity/actor.ts";

/** The lab tells no events, so it is looked at; it takes about a second to look at everything. */
const lookMilliseconds = 1500;

/** The lab of this server; null where it has none. */
export function useLab() {
  const actor = useActor();
  return useQuery<Lab | null>({
    queryKey: queryKeys.lab,
    queryFn: () => fetchLab(actor),
    // No lab stays no lab; one that does not answer may come back.
    refetchInterval: ({ state }) => (state.data === null ? false : lookMilliseconds),
  });
}

/** Breaks something, or with null heals everything. */
export function useLabCommand() {
  const actor = useActor();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fault: string | null) => (fault === null ? healLab(actor) : injectFault(actor, fault)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.lab }),
  });
}
