import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { inOrder, mayDo, type Permission, permissionTable } from "#core/access/roles.ts";
import { watchSession } from "../../api/session-gate.ts";
import { fetchMe, type Me } from "../../api/sign-in.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { createStore } from "../../ui/external-store.ts";

/** Whose session this browser has; null where nobody signs in, or nobody has yet. */
const session = createStore<string | null>(null);

/** Notes whose session it is, as the server said. */
export function noteMe({ actor, trustsLoopback }: Me): void {
  const person = !trustsLoopback && actor?.type === "person" ? actor.ref : null;
  // A session that ended leaves the page as it is: the next request asks to sign in over it.
  if (person === null && session.get() !== null) return;
  watchSession(person !== null);
  session.set(person);
}

/** Whose session this browser has; null where nobody has to sign in. */
export function useSignedIn(): string | null {
  return useSyncExternalStore(session.subscribe, session.get);
}

/** Who the server says is asking, with the roles. `actor`: whom one chose to act as. */
export function useMeQuery(actor: string | null) {
  return useQuery({ queryKey: queryKeys.meFor(actor), queryFn: () => fetchMe(actor) });
}

/**
 * Why somebody may not do something: which role it needs. Null when they may, and until the roles are known: the
 * server is asked in any case.
 */
export function roleRefusal(me: Me | undefined, permission: Permission): string | null {
  if (me === undefined || me.actor === null || mayDo(me.roles, permission)) return null;
  const needed = inOrder(permissionTable[permission]).join(" or ");
  const held = me.roles.length === 0 ? "none" : me.roles.join(", ");
  return `Needs the role ${needed}; you have ${held}.`;
}
