import { type Actor, actorName } from "../model/actor.ts";
import type { Ref } from "../model/ref.ts";
import type { AccessEvent } from "./events.ts";
import { inOrder, type Role } from "./roles.ts";

/** Who gave a role, when and why. */
export type Grant = {
  readonly role: Role;
  /** Who gave it, such as `person:ana`, `system:operator`, or the address of the identity provider. */
  readonly by: string;
  readonly at: string;
  readonly reason: string;
};

/** What people were given, as the log tells it. Nobody is in it who was never given or refused anything. */
export type AccessState = {
  readonly granted: ReadonlyMap<Ref, ReadonlyMap<Role, Grant>>;
  readonly fromProvider: ReadonlyMap<Ref, readonly Grant[]>;
};

export const initialAccessState: AccessState = { granted: new Map(), fromProvider: new Map() };

/** An event of the stream with who caused it and when. */
export type RecordedAccess = AccessEvent & { readonly actor: Actor; readonly at: string };

function changed(state: AccessState, person: Ref, change: (roles: Map<Role, Grant>) => void): AccessState {
  const held = new Map(state.granted.get(person));
  change(held);
  return { ...state, granted: new Map(state.granted).set(person, held) };
}

/** The state after an event. */
export function evolve(state: AccessState, event: RecordedAccess): AccessState {
  const { at } = event;
  switch (event.type) {
    case "RoleGranted": {
      const { person, role, reason } = event.data;
      const grant = { role, by: actorName(event.actor), at, reason };
      return changed(state, person, (held) => held.set(role, grant));
    }
    case "RoleRevoked":
      return changed(state, event.data.person, (held) => held.delete(event.data.role));
    case "AccountCreated":
      // From here on the person has the roles that were given, be it none.
      return changed(state, event.data.person, () => {});
    case "ProviderRolesSet": {
      const { person, roles, issuer } = event.data;
      const grants = roles.map((role) => ({ role, by: issuer, at, reason: "groups of the provider" }));
      return { ...state, fromProvider: new Map(state.fromProvider).set(person, grants) };
    }
    case "AccountDisabled":
    case "AccountEnabled":
    case "AccountReset":
    case "AccountChanged":
    case "TokenCreated":
    case "TokenRevoked":
      return state;
    default:
      return event satisfies never;
  }
}

/** The grants of a person; null when nobody ever gave or refused the person anything. */
export function grantsOf(state: AccessState, person: Ref): readonly Grant[] | null {
  const granted = state.granted.get(person);
  const provided = state.fromProvider.get(person);
  if (granted === undefined && provided === undefined) return null;
  return [...(granted?.values() ?? []), ...(provided ?? [])];
}

/** The roles of a person. Whom nobody ever gave or refused anything has those of `others`. */
export function rolesOf(state: AccessState, person: Ref, others: readonly Role[]): readonly Role[] {
  const grants = grantsOf(state, person);
  return grants === null ? others : inOrder(grants.map(({ role }) => role));
}

/** Who was given a role by name. */
export function holdersOf(state: AccessState, role: Role): readonly Ref[] {
  const people = new Set([...state.granted.keys(), ...state.fromProvider.keys()]);
  return [...people].filter((person) => rolesOf(state, person, []).includes(role)).toSorted();
}
