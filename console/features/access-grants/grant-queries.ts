import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { collectGrant, fetchGrants, type GrantOrder, tellGrant } from "../../api/grants.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { createOnceKey } from "../../ui/once-key.ts";
import { useActor } from "../identity/actor.ts";

/** The grants of a run, read anew when something happened to one. */
export function useGrants(run: string) {
  const actor = useActor();
  return useQuery({ queryKey: queryKeys.grantsOf(run, actor), queryFn: () => fetchGrants(actor, run) });
}

/** Tells a grant something; sent again after a lost answer it is carried out once. */
export function useTellGrant(grant: string) {
  const actor = useActor();
  const client = useQueryClient();
  const once = useMemo(createOnceKey, []);
  return useMutation({
    mutationFn: (order: GrantOrder) => tellGrant(actor, grant, order, once.keyFor(order)),
    onSuccess: () => {
      once.renew();
      void client.invalidateQueries({ queryKey: queryKeys.grants });
    },
  });
}

/** Has a credential made. The answer stays in the page that asked and goes with it. */
export function useCollectGrant(grant: string) {
  const actor = useActor();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly publicKey: string | null; readonly again: boolean }) =>
      collectGrant(actor, grant, body),
    gcTime: 0,
    onSuccess: () => void client.invalidateQueries({ queryKey: queryKeys.grants }),
  });
}
