import type { Person } from "../../api/estate.ts";
import { useActor, usePeopleQuery } from "./actor.ts";

const nobody: readonly Person[] = [];

/** The people of the estate; empty until they are read. */
export function usePeople(): readonly Person[] {
  return usePeopleQuery().data ?? nobody;
}

/** Whom this browser acts as. */
export function useMe(): Person | null {
  const actor = useActor();
  return usePeople().find(({ ref }) => ref === actor) ?? null;
}
