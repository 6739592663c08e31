import { type Actor, actorName } from "../model/actor.ts";
import type { Ref } from "../model/ref.ts";
import type { GrantRefusal } from "./commands.ts";
import { type GrantState, isOver, needsReview } from "./state.ts";

/** What people can do with a grant. */
export type GrantActivity = "approve" | "refuse" | "collect" | "end" | "review";

/** A refusal: the command is not allowed now, and `message` says to a person why. */
export function refuse(code: GrantRefusal["code"], message: string): GrantRefusal {
  return { code, message };
}

const isPerson = (actor: Actor | null, ref: Ref | undefined) => actor?.type === "person" && actor.ref === ref;

/** Why `actor` may not do this with the grant now, or null when they may. Decider, console and command line ask it alike. */
export function grantPermission(
  state: GrantState,
  activity: GrantActivity,
  actor: Actor,
): GrantRefusal | null {
  if (state.asked === null) return refuse("grant-missing", "There is no such grant.");
  switch (activity) {
    case "approve":
    case "refuse":
      return approvalPermission(state, actor);
    case "collect":
      if (!isPerson(actor, state.asked.grantee))
        return refuse("not-authorised", `Only ${state.asked.grantee} may collect it.`);
      return state.status === "open"
        ? null
        : refuse("grant-status", `A grant that is ${state.status} has nothing to collect.`);
    case "end":
      return isOver(state) || state.status === "closing"
        ? refuse("grant-status", `The grant is ${state.status} already.`)
        : null;
    case "review":
      return reviewPermission(state, actor);
    default:
      return activity satisfies never;
  }
}

function approvalPermission({ asked, askedBy, status }: GrantState, actor: Actor): GrantRefusal | null {
  if (status !== "asked") return refuse("grant-status", `A grant that is ${status} waits for nobody's word.`);
  const approver = asked?.approver ?? null;
  if (isPerson(actor, asked?.grantee) || (actor.type === "person" && isPerson(askedBy, actor.ref))) {
    return refuse("doer-is-approver", `${actorName(actor)} asked for this access or would have it.`);
  }
  const isOf =
    actor.type === "person" && (approver === actor.ref || actor.teams.some((team) => team === approver));
  return approver === null || isOf
    ? null
    : refuse(
        "not-authorised",
        `Only ${approver} may decide on this access; ${actorName(actor)} is not of it.`,
      );
}

function reviewPermission(state: GrantState, actor: Actor): GrantRefusal | null {
  if (!needsReview(state)) return refuse("grant-status", "Nothing is left to review.");
  if (!isOver(state))
    return refuse("grant-status", "The access may still be open: it is reviewed when it has ended.");
  return isPerson(actor, state.asked?.grantee)
    ? refuse("doer-is-approver", `${actorName(actor)} had this access: somebody else reviews it.`)
    : null;
}
