import { actorName, isSamePerson } from "../model/actor.ts";
import { isOf } from "./authority.ts";
import type { IncidentOrder, IncidentRefusal } from "./commands.ts";
import { type Draft, needReason, refuse } from "./draft.ts";
import { findRule } from "./regulation/all-packs.ts";

type Order<Type extends IncidentOrder["type"]> = Extract<IncidentOrder, { readonly type: Type }>;

const missingThing = (what: string, id: string) => refuse("thing-missing", `There is no ${what} ${id}.`);
const existingThing = (what: string, id: string) =>
  refuse("thing-exists", `There is a ${what} ${id} already.`);

/** Puts a question to the authority that was agreed for it before. */
export function askDecision(draft: Draft, { data }: Order<"AskDecision">): IncidentRefusal | null {
  if (draft.state.decisions.has(data.decision)) return existingThing("decision", data.decision);
  if (data.options.length < 2) return refuse("unknown-option", "A decision has at least two options.");
  draft.emit({ type: "DecisionAsked", data });
  return null;
}

/** The options that were not taken stay in the record. */
export function takeDecision(draft: Draft, command: Order<"TakeDecision">): IncidentRefusal | null {
  const { decision, option, reason } = command;
  const found = draft.state.decisions.get(decision);
  if (!found) return missingThing("decision", decision);
  if (found.taken !== null) {
    return refuse("thing-over", `It was decided by ${actorName(found.taken.by)}: ${found.taken.option}.`);
  }
  const missing = needReason(reason);
  if (missing) return missing;
  if (!isOf(draft.actor, found.authority)) {
    return refuse("not-authorised", `Only ${found.authority} decides this: it was agreed before.`);
  }
  if (!found.options.includes(option)) {
    return refuse("unknown-option", `The options are ${found.options.join(", ")}.`);
  }
  draft.emit({ type: "DecisionTaken", data: { decision, option, reason } });
  return null;
}

/** Sets a time-boxed briefing of the situation. */
export function scheduleBriefing(draft: Draft, { data }: Order<"ScheduleBriefing">): IncidentRefusal | null {
  if (draft.state.briefings.has(data.briefing)) return existingThing("briefing", data.briefing);
  if (data.startsAt < draft.at)
    return refuse("instant-invalid", `A briefing at ${data.startsAt} would be in the past.`);
  draft.emit({ type: "BriefingScheduled", data });
  return null;
}

/** Records what a briefing decided, and sets the next one. */
export function holdBriefing(draft: Draft, { data }: Order<"HoldBriefing">): IncidentRefusal | null {
  const found = draft.state.briefings.get(data.briefing);
  if (!found) return missingThing("briefing", data.briefing);
  if (found.held !== null) return refuse("thing-over", "This briefing has been held.");
  if (data.nextAt !== null && data.nextAt < draft.at) {
    return refuse("instant-invalid", `The next briefing at ${data.nextAt} would be in the past.`);
  }
  draft.emit({ type: "BriefingHeld", data });
  if (data.nextAt !== null) {
    const briefing = `${data.briefing}+`;
    draft.emit({
      type: "BriefingScheduled",
      data: { briefing, startsAt: data.nextAt, minutes: found.minutes },
    });
  }
  return null;
}

/** Opens a case with a vendor; the time of its contract runs from here. */
export function openVendorCase(draft: Draft, { data }: Order<"OpenVendorCase">): IncidentRefusal | null {
  if (draft.state.vendorCases.has(data.case)) return existingThing("vendor case", data.case);
  if (data.subject.trim() === "") return refuse("reason-missing", "Say what is asked of the vendor.");
  draft.emit({ type: "VendorCaseOpened", data });
  return null;
}

/** Records what a vendor answered, promised or missed, with the evidence. */
export function recordVendorAnswer(
  draft: Draft,
  { data }: Order<"RecordVendorAnswer">,
): IncidentRefusal | null {
  const found = draft.state.vendorCases.get(data.case);
  if (!found) return missingThing("vendor case", data.case);
  if (found.answers.at(-1)?.what === "resolved") return refuse("thing-over", "This case is resolved.");
  if (data.what === "promised" && data.promisedAt === null) {
    return refuse("instant-invalid", "Say for when it is promised.");
  }
  draft.emit({ type: "VendorAnswered", data });
  return null;
}

/** Writes what an audience is to be told; it waits for approval. */
export function draftUpdate(draft: Draft, { data }: Order<"DraftUpdate">): IncidentRefusal | null {
  if (draft.state.updates.has(data.update)) return existingThing("update", data.update);
  if (data.text.trim() === "") return refuse("reason-missing", "The update is empty.");
  draft.emit({ type: "UpdateDrafted", data });
  return null;
}

/** Nobody approves what they wrote themselves. */
export function decideUpdate(
  draft: Draft,
  command: Order<"ApproveUpdate"> | Order<"RefuseUpdate">,
): IncidentRefusal | null {
  const found = draft.state.updates.get(command.update);
  if (!found) return missingThing("update", command.update);
  if (found.status !== "draft") return refuse("thing-over", `This update is ${found.status} already.`);
  if (isSamePerson(found.draftedBy, draft.actor)) {
    return refuse("doer-is-approver", "Who wrote an update does not approve it.");
  }
  if (found.approver !== null && !isOf(draft.actor, found.approver)) {
    return refuse("not-authorised", `Only ${found.approver} approves what ${found.audience} is told.`);
  }
  if (command.type === "ApproveUpdate") {
    draft.emit({ type: "UpdateApproved", data: { update: command.update, note: command.note } });
    return null;
  }
  const missing = needReason(command.reason);
  if (missing) return missing;
  draft.emit({ type: "UpdateRefused", data: { update: command.update, reason: command.reason } });
  return null;
}

/** Records that an approved update was handed to a channel, and what became of it. */
export function recordPublication(
  draft: Draft,
  { data }: Order<"RecordPublication">,
): IncidentRefusal | null {
  const found = draft.state.updates.get(data.update);
  if (!found) return missingThing("update", data.update);
  if (found.status !== "approved") {
    return refuse("incident-status", "Only what is approved is published.");
  }
  const before = found.published.find((each) => each.channel === data.channel && each.outcome === "done");
  if (before) return refuse("thing-over", `It was published over ${data.channel} at ${before.at}.`);
  draft.emit({ type: "UpdatePublished", data });
  return null;
}

/** Only the record of a submission stops a regulatory clock: no status, no restoration does. */
export function recordSubmission(draft: Draft, { data }: Order<"RecordSubmission">): IncidentRefusal | null {
  if (findRule(data.report) === null) return refuse("report-unknown", `No law here asks for ${data.report}.`);
  if (data.reference.trim() === "") {
    return refuse("reason-missing", "Give the reference under which the authority has taken it.");
  }
  if (data.submittedAt > draft.at) return refuse("instant-invalid", "It cannot have been handed in yet.");
  draft.emit({ type: "ReportSubmitted", data });
  return null;
}
