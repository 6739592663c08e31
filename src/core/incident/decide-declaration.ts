import { type Actor, actorName, isSamePerson } from "../model/actor.ts";
import { declareFault, isOf } from "./authority.ts";
import type { IncidentOrder, IncidentRefusal } from "./commands.ts";
import { type Draft, needReason, refuse } from "./draft.ts";
import type { DeclarationAsk, IncidentState } from "./state.ts";

type Order<Type extends IncidentOrder["type"]> = Extract<IncidentOrder, { readonly type: Type }>;

/** Puts the declaration to those whom the plan lets decide; the time of deputies counts from here. */
export function askDeclaration(draft: Draft, command: Order<"AskDeclaration">): IncidentRefusal | null {
  const { plan, authority, revision, reason } = command;
  const missing = needReason(reason);
  if (missing) return missing;
  if (draft.state.status !== "open") {
    return refuse("incident-status", `The incident is ${draft.state.status}: there is nothing to declare.`);
  }
  if (draft.state.ask !== null) {
    return refuse(
      "declaration-asked",
      `The declaration of ${draft.state.ask.plan} is before those who may decide.`,
    );
  }
  if (authority === null || authority.declare.length === 0) {
    return refuse("authority-missing", `${plan} does not say who may declare: nobody can, until it does.`);
  }
  draft.emit({ type: "DeclarationAsked", data: { plan, authority, reason, revision } });
  return null;
}

/**
 * One voice for the declaration. It is declared when the quorum has agreed, and, where one of them overrode
 * the missing evidence, when a second person has stood up for that.
 */
export function declare(draft: Draft, command: Order<"Declare">): IncidentRefusal | null {
  const { ask } = draft.state;
  if (draft.state.status === "declared")
    return refuse("incident-status", "The disaster is declared already.");
  if (ask === null)
    return refuse("declaration-not-asked", "Put the declaration to those who may decide first.");
  const missing = needReason(command.reason);
  if (missing) return missing;
  const fault = declareFault(ask.authority, ask.askedAt, { actor: draft.actor, now: draft.at });
  if (fault !== null) return refuse("not-authorised", fault);
  if (ask.votes.some(({ by }) => isSamePerson(by, draft.actor))) {
    return refuse("already-agreed", `${actorName(draft.actor)} has agreed already.`);
  }
  const { infeasible } = command;
  if (!infeasible.shown && !command.override) {
    return refuse(
      "infeasibility-not-shown",
      `It is not shown that repair cannot be done in time: ${infeasible.because} Declare all the same as an override; a second person must stand up for it.`,
    );
  }
  const basis = infeasible.shown ? "infeasible" : "override";
  const { reason, desk, optionsNotTaken } = command;
  draft.emit({ type: "DeclarationAgreed", data: { basis, reason, desk, optionsNotTaken } });
  settle(draft);
  return null;
}

/** The second person who stands up for a declaration without the evidence. */
export function secondOverride(draft: Draft, { reason }: Order<"SecondOverride">): IncidentRefusal | null {
  const { ask } = draft.state;
  if (ask === null) return refuse("declaration-not-asked", "There is no declaration to stand up for.");
  const missing = needReason(reason);
  if (missing) return missing;
  if (!ask.votes.some(({ basis }) => basis === "override")) {
    return refuse("second-person-missing", "Nobody has overridden anything: there is nothing to second.");
  }
  if (ask.votes.some(({ by }) => isSamePerson(by, draft.actor))) {
    return refuse("doer-is-approver", "Who overrode cannot be the second person as well.");
  }
  if (!maySecond(draft.state, ask, draft.actor)) {
    return refuse(
      "not-authorised",
      "The second person is one whom the plan lets declare, or holds a role here.",
    );
  }
  if (ask.secondedBy !== null) return null;
  draft.emit({ type: "OverrideSeconded", data: { reason } });
  settle(draft);
  return null;
}

function maySecond({ roles }: IncidentState, ask: DeclarationAsk, actor: Actor): boolean {
  const holds = [...roles.values()].some(
    ({ person, status }) => status === "confirmed" && actor.type === "person" && actor.ref === person,
  );
  return holds || ask.authority.declare.some(({ who }) => isOf(actor, who));
}

/** Decides not to declare now, with the reason; it can be asked again. */
export function declineDeclaration(
  draft: Draft,
  { reason }: Order<"DeclineDeclaration">,
): IncidentRefusal | null {
  const { ask } = draft.state;
  if (ask === null) return refuse("declaration-not-asked", "No declaration is asked for.");
  const missing = needReason(reason);
  if (missing) return missing;
  const fault = declareFault(ask.authority, ask.askedAt, { actor: draft.actor, now: draft.at });
  if (fault !== null) return refuse("not-authorised", fault);
  draft.emit({ type: "DeclarationDeclined", data: { reason } });
  return null;
}

function settle(draft: Draft): void {
  const { ask } = draft.state;
  if (ask === null || ask.votes.length < ask.authority.quorum) return;
  const isOverride = ask.votes.some(({ basis }) => basis === "override");
  // Two voices of a quorum stand up for each other; one alone needs a second person.
  const isSeconded = ask.secondedBy !== null || ask.votes.length > 1;
  if (isOverride && !isSeconded) return;
  draft.emit({
    type: "DisasterDeclared",
    data: {
      plan: ask.plan,
      basis: isOverride ? "override" : "infeasible",
      by: ask.votes.map(({ by }) => by),
      secondedBy: ask.secondedBy,
    },
  });
}
