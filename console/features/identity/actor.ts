import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { fetchPeople } from "../../api/estate.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { forgetKeptAnswers } from "../offline/register.ts";
import { createStore } from "../../ui/external-store.ts";
import { useSignedIn } from "./signed-in.ts";

const storageKey = "holdfast.actor";

const store = createStore<string | null>(localStorage.getItem(storageKey));

/** The people of the estate. */
export function usePeopleQuery() {
  return useQuery({ queryKey: queryKeys.people, queryFn: fetchPeople, staleTime: 60_000 });
}

/**
 * Whom this browser acts as, as `person:NAME`; null before somebody was chosen. Somebody who is no
 * longer in the estate is nobody: the server refuses even to be read by them.
 */
export function useActor(): string | null {
  const signedIn = useSignedIn();
  const chosen = useSyncExternalStore(store.subscribe, store.get);
  const people = usePeopleQuery().data;
  const isGone = people !== undefined && !people.some(({ ref }) => ref === chosen);
  if (signedIn !== null) return signedIn;
  return isGone ? null : chosen;
}

/** Acts as somebody else from now on, also after a reload. */
export function chooseActor(ref: string): void {
  localStorage.setItem(storageKey, ref);
  // What one person read is not shown to the next.
  void forgetKeptAnswers();
  store.set(ref);
}
