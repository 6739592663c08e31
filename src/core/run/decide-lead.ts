import { isSamePerson } from "../model/actor.ts";
import type { PersonCommand, Refusal } from "./commands.ts";
import { type Draft, refuse } from "./draft.ts";
import { runPermission } from "./permission.ts";

type LeadCommand = Extract<PersonCommand, { readonly type: "OfferLead" | "AcceptLead" | "DeclineLead" }>;

function offerLead(
  draft: Draft,
  command: Extract<LeadCommand, { readonly type: "OfferLead" }>,
): Refusal | null {
  const { to, reason } = command;
  if (!to.startsWith("person:")) {
    return refuse("illegal-edit", `The lead goes to one person, and ${to} is none.`);
  }
  const { lead } = draft.state;
  if (lead !== null && isSamePerson(lead, { type: "person", ref: to, teams: [] })) {
    return refuse("illegal-edit", `${to} leads this run already.`);
  }
  if (reason.trim() === "") return refuse("reason-missing", "Say why the lead is handed over.");
  draft.emit({ type: "LeadOffered", data: { to, reason } });
  return null;
}

/** The lead of a run goes from one person to another in two steps, so that nobody has it without knowing. */
export function changeLead(draft: Draft, command: LeadCommand): Refusal | null {
  const refusal = runPermission(draft.state, command.type, draft.actor);
  if (refusal) return refusal;
  if (command.type === "OfferLead") return offerLead(draft, command);
  const to = draft.state.leadOffer?.to;
  if (to === undefined) return refuse("run-status", "The lead of this run is not offered to anybody.");
  if (command.type === "AcceptLead") {
    draft.emit({ type: "LeadAccepted", data: { to } });
    return null;
  }
  if (command.reason.trim() === "") return refuse("reason-missing", "Say why the lead is not taken.");
  draft.emit({ type: "LeadDeclined", data: { to, reason: command.reason } });
  return null;
}
