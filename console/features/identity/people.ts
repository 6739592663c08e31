import { useQuery } from "@tanstack/react-query";
import { fetchPeople, type Person } from "../../api/estate.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { useActor } from "./actor.ts";

/** The people of the estate; empty until they are read. */
export function usePeople(): readonly Person[] {
  return useQuery({ queryKey: queryKeys.people, queryFn: fetchPeople, staleTime: 60_000 }).data ?? [];
}

/** Whom this browser acts as, where the estate still knows them. */
export function useMe(): Person | null {
  const actor = useActor();
  return usePeople().find(({ ref }) => ref === actor) ?? null;
}
