import { type Actor, actorName } from "../model/actor.ts";
import type { IncidentOrder, IncidentRefusal } from "./commands.ts";
import { type Draft, needReason, refuse } from "./draft.ts";
import type { RoleState } from "./state.ts";

type Order<Type extends IncidentOrder["type"]> = Extract<IncidentOrder, { readonly type: Type }>;

/** A role that is held by somebody who is there is handed over by them, never taken from two sides at once. */
export function assignRole(
  draft: Draft,
  { role, person, reason }: Order<"AssignRole">,
): IncidentRefusal | null {
  if (role.trim() === "") return refuse("role-missing", "Name the role.");
  const held = draft.state.roles.get(role);
  if (held?.status === "confirmed" && held.person === person) return null;
  if (held?.status === "confirmed" && reason.trim() === "") {
    return refuse(
      "role-held",
      `${held.person} is ${role} and has confirmed it: let them hand it over, or say why it is taken from them.`,
    );
  }
  if (held?.status === "asked" && held.person === person) return null;
  draft.emit({ type: "RoleAssigned", data: { role, person, reason } });
  return null;
}

/** The answer of somebody who was asked to play a part, their own or of who reached them by phone. */
export function answerRole(draft: Draft, command: Order<"AnswerRole">): IncidentRefusal | null {
  const { role, accept, byPhone, note } = command;
  const found = roleOf(draft, role);
  if ("code" in found) return found;
  const isSelf = isPerson(draft.actor, found);
  if (!isSelf && !byPhone) {
    return refuse(
      "not-authorised",
      `Only ${found.person} can answer for themselves; who reached them says so by phone.`,
    );
  }
  if (!accept) {
    const missing = needReason(note);
    if (missing) return missing;
    draft.emit({ type: "RoleDeclined", data: { role, person: found.person, reason: note } });
    return null;
  }
  if (found.status === "confirmed") return null;
  const how = isSelf ? "self" : "phone";
  draft.emit({ type: "RoleConfirmed", data: { role, person: found.person, how, note } });
  return null;
}

/** The one who holds it gives it away; the log says from whom to whom. */
export function handOverRole(
  draft: Draft,
  { role, to, note }: Order<"HandOverRole">,
): IncidentRefusal | null {
  const found = roleOf(draft, role);
  if ("code" in found) return found;
  if (!isPerson(draft.actor, found)) {
    return refuse(
      "not-authorised",
      `${found.person} is ${role}; ${actorName(draft.actor)} cannot hand it over.`,
    );
  }
  if (to === found.person) return null;
  draft.emit({ type: "RoleHandedOver", data: { role, from: found.person, to, note } });
  return null;
}

function roleOf(draft: Draft, role: string): RoleState | IncidentRefusal {
  return draft.state.roles.get(role) ?? refuse("role-missing", `Nobody has been asked to be ${role}.`);
}

const isPerson = (actor: Actor, { person }: RoleState) => actor.type === "person" && actor.ref === person;
