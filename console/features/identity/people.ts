import type { Permission } from "#core/access/roles.ts";
import type { Person } from "../../api/estate.ts";
import { useActor, usePeopleQuery } from "./actor.ts";
import { roleRefusal, useMeQuery } from "./signed-in.ts";

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

/** Why whoever acts may not do something: the role it needs. Null when they may, and where nobody was chosen yet. */
export function useRoleRefusal(permission: Permission): string | null {
  return roleRefusal(useMeQuery(useActor()).data, permission);
}
