import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notify } from "../../ui/toast.tsx";
import { useActor } from "../identity/actor.ts";

/** Changes something about the account and reads it anew; `said` tells that it is done. */
export function useChange<Given, Result>(
  change: (actor: string | null, given: Given) => Promise<Result>,
  { said, onDone }: { readonly said: string; readonly onDone?: (result: Result) => void },
) {
  const actor = useActor();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => change(actor, given),
    onSuccess: (result) => {
      notify({ text: said });
      onDone?.(result);
      void client.invalidateQueries({ queryKey: ["account"] });
      void client.invalidateQueries({ queryKey: ["tokens"] });
    },
  });
}
