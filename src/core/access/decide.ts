import type { Ref } from "../model/ref.ts";
import type { AccessEvent } from "./events.ts";
import type { Role } from "./roles.ts";
import { type AccessState, holdersOf } from "./state.ts";

/** What somebody wants to be changed about the roles of a person. */
export type ChangeRoles = {
  readonly person: Ref;
  readonly grant: readonly Role[];
  readonly revoke: readonly Role[];
  readonly reason: string;
};

export type AccessDecision =
  | { readonly status: "accepted"; readonly events: readonly AccessEvent[] }
  | {
      readonly status: "refused";
      readonly code: "reason-missing" | "last-administrator" | "role-from-provider";
      readonly message: string;
    };

const refused = (
  code: Extract<AccessDecision, { status: "refused" }>["code"],
  message: string,
): AccessDecision => ({ status: "refused", code, message });

/**
 * Decides a change of roles. What is so already makes no event. Whoever is changed for the first time keeps those
 * roles of `others` that are not revoked: they are granted by name from here on.
 */
export function decideRoles(
  state: AccessState,
  { person, grant, revoke, reason }: ChangeRoles,
  others: readonly Role[] = [],
): AccessDecision {
  if (reason.trim() === "") return refused("reason-missing", "A change of roles needs a reason.");
  const held = state.granted.get(person);
  const provided = state.fromProvider.get(person) ?? [];
  for (const role of revoke) {
    const given = provided.find((one) => one.role === role);
    if (given !== undefined) {
      const where = `The role ${role} of ${person} comes from ${given.by}; take it away there.`;
      return refused("role-from-provider", where);
    }
  }
  const administrators = holdersOf(state, "administrator");
  if (revoke.includes("administrator") && administrators.every((one) => one === person)) {
    if (administrators.length > 0) {
      return refused("last-administrator", `${person} is the only administrator: name another one before.`);
    }
  }
  const isFirst = held === undefined && !state.fromProvider.has(person);
  const kept = isFirst ? others.filter((role) => !revoke.includes(role)) : [];
  const wanted = new Set([...grant, ...kept]);
  const events: AccessEvent[] = [];
  for (const role of wanted) {
    if (held?.has(role) !== true) events.push({ type: "RoleGranted", data: { person, role, reason } });
  }
  for (const role of new Set(revoke)) {
    // Refusing a role that was never given counts for somebody who has roles by default.
    if ((isFirst || held?.has(role) === true) && !wanted.has(role)) {
      events.push({ type: "RoleRevoked", data: { person, role, reason } });
    }
  }
  return { status: "accepted", events };
}
