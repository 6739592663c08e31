import { actorName } from "../../model/actor.ts";
import { addSeconds } from "../../model/instant.ts";
import type { IncidentRefusal } from "../commands.ts";
import { type Draft, needReason, refuse } from "../draft.ts";
import type { CalloutEvent, ChannelName, DeliveryOutcome } from "./callout-events.ts";
import type { CalloutState, Delivery, Page } from "./callout-state.ts";
import { calloutOf } from "./evolve-callout.ts";
import { callsDue, ladderOf, quorumNow } from "./next-calls.ts";

type DataOf<Type extends CalloutEvent["type"]> = Extract<CalloutEvent, { readonly type: Type }>["data"];

/** What is told about calling people. */
export type CalloutOrder =
  | { readonly type: "StartCallout"; readonly data: DataOf<"CalloutStarted"> }
  | { readonly type: "AnswerCallout"; readonly data: DataOf<"CalloutAnswered"> }
  | { readonly type: "EndCallout"; readonly callout: string; readonly reason: string }
  | {
      readonly type: "BeginDelivery";
      readonly page: string;
      readonly channel: ChannelName;
      readonly provider: string;
    }
  | {
      readonly type: "SettleDelivery";
      readonly page: string;
      readonly channel: ChannelName;
      readonly attempt: number;
      readonly outcome: DeliveryOutcome;
      readonly reference: string | null;
      readonly detail: string;
    }
  | { readonly type: "GiveUpDelivery"; readonly data: DataOf<"DeliveryGivenUp"> }
  | { readonly type: "RecordReceipt"; readonly data: DataOf<"ReceiptRecorded"> };

type Order<Type extends CalloutOrder["type"]> = Extract<CalloutOrder, { readonly type: Type }>;

/** Calls whoever is to be called now, and says when the quorum is reached, lost, or not reached in its time. */
export function advanceCallouts(draft: Draft): void {
  for (const id of draft.state.callouts.keys()) {
    const callout = draft.state.callouts.get(id);
    if (!callout || callout.status === "ended") continue;
    const { missing } = quorumNow(callout);
    if (missing.length === 0) {
      if (callout.status === "calling") draft.emit({ type: "QuorumReached", data: { callout: id } });
      continue;
    }
    if (callout.status === "quorate") draft.emit({ type: "QuorumLost", data: { callout: id, missing } });
    const isLate = addSeconds(callout.startedAt, callout.withinSeconds) <= draft.at;
    if (isLate && callout.missedAt === null)
      draft.emit({ type: "QuorumMissed", data: { callout: id, missing } });
    callNext(draft, id);
  }
}

/** Goes on until nobody else is due: somebody without any channel is passed over at once. */
function callNext(draft: Draft, id: string): void {
  for (;;) {
    const callout = draft.state.callouts.get(id);
    const due = callout === undefined ? [] : callsDue(callout, draft.at);
    if (callout === undefined || due.length === 0) return;
    for (const [index, { candidate, role, round, because }] of due.entries()) {
      const ladder = ladderOf(callout, candidate);
      const page = `${id}.${callout.pages.length + index + 1}`;
      const { person } = candidate;
      draft.emit({ type: "PersonPaged", data: { callout: id, page, person, role, round, because, ladder } });
    }
  }
}

function start(draft: Draft, { data }: Order<"StartCallout">): IncidentRefusal | null {
  if (draft.state.callouts.has(data.callout))
    return refuse("thing-exists", "This call-out has been started already.");
  const missing = needReason(data.text);
  if (missing) return missing;
  if (data.demands.length === 0)
    return refuse("thing-missing", "Say who is needed: a call-out without a part calls nobody.");
  const short = data.demands.find(({ need, people }) => people.length < need);
  if (short !== undefined) {
    return refuse(
      "thing-missing",
      `${short.need} are needed as ${short.role}, and the documents name ${short.people.length} who could be called.`,
    );
  }
  draft.emit({ type: "CalloutStarted", data });
  return null;
}

function answer(draft: Draft, { data }: Order<"AnswerCallout">): IncidentRefusal | null {
  const { callout: id, person, how } = data;
  const callout = draft.state.callouts.get(id);
  if (!callout) return refuse("thing-missing", `There is no call-out ${id} in this incident.`);
  if (callout.status === "ended")
    return refuse("thing-over", `The call-out is over: ${callout.endReason ?? ""}`);
  const isAsked = callout.demands.some(({ people }) => people.some((each) => each.person === person));
  if (!isAsked) return refuse("thing-missing", `${person} is not among those who may be called.`);
  const isSelf = draft.actor.type === "person" && draft.actor.ref === person;
  if (!isSelf && how !== "phone") {
    return refuse(
      "not-authorised",
      `${actorName(draft.actor)} cannot answer for ${person}; who reached them says so by phone.`,
    );
  }
  const before = callout.answers.get(person);
  if (before?.answer === data.answer) return null;
  draft.emit({ type: "CalloutAnswered", data });
  if (data.answer === "coming") takeRoles(draft, id);
  return null;
}

/** Whoever comes for a part that is a role of the incident takes it, unless somebody has it already. */
function takeRoles(draft: Draft, id: string): void {
  const callout = draft.state.callouts.get(id);
  if (!callout) return;
  const { filled } = quorumNow(callout);
  for (const { role, need, assigns } of callout.demands) {
    const person = filled.get(role)?.[0];
    if (!assigns || need !== 1 || person === undefined) continue;
    if (draft.state.roles.get(role)?.status === "confirmed") continue;
    const reason = "was called out for it and comes";
    const how = callout.answers.get(person)?.how === "phone" ? "phone" : "self";
    draft.emit({ type: "RoleAssigned", data: { role, person, reason } });
    draft.emit({ type: "RoleConfirmed", data: { role, person, how, note: reason } });
  }
}

function deliveryOf(
  draft: Draft,
  page: string,
  channel: ChannelName,
): readonly [CalloutState, Page, Delivery] | null {
  const callout = draft.state.callouts.get(calloutOf(page));
  const found = callout?.pages.find((each) => each.page === page);
  if (!callout || !found) return null;
  const empty: Delivery = { channel, attempts: [], receipt: null, givenUp: false };
  return [callout, found, found.deliveries.find((each) => each.channel === channel) ?? empty];
}

const noPage = (page: string) => refuse("thing-missing", `There is no page ${page} in this incident.`);

function begin(draft: Draft, { page, channel, provider }: Order<"BeginDelivery">): IncidentRefusal | null {
  const found = deliveryOf(draft, page, channel);
  if (found === null) return noPage(page);
  const [callout, { person }, { attempts }] = found;
  if (!isWanted(draft, callout, person))
    return refuse("thing-over", "Nobody needs to be called over this any more.");
  const lost = attempts.find(({ outcome }) => outcome === null);
  if (lost) {
    const detail = "the process that sent it was lost before it knew";
    const { provider: sender, attempt } = lost;
    draft.emit({
      type: "DeliverySettled",
      data: { page, channel, provider: sender, attempt, outcome: "unknown", reference: null, detail },
    });
  }
  const repeats = attempts.some(({ outcome }) => outcome !== "refused");
  draft.emit({
    type: "DeliveryBegun",
    data: { page, channel, provider, attempt: attempts.length + 1, repeats },
  });
  return null;
}

/** Whether a message to somebody still makes sense. */
function isWanted({ state }: Draft, { status, answers }: CalloutState, person: string): boolean {
  return state.status !== "closed" && status === "calling" && !answers.has(person);
}

function settle(draft: Draft, order: Order<"SettleDelivery">): IncidentRefusal | null {
  const { page, channel, attempt, outcome, reference, detail } = order;
  const found = deliveryOf(draft, page, channel);
  const begun = found?.[2].attempts.find((each) => each.attempt === attempt);
  if (!begun) return noPage(page);
  if (begun.outcome !== null) return null;
  const { provider } = begun;
  draft.emit({
    type: "DeliverySettled",
    data: { page, channel, provider, attempt, outcome, reference, detail },
  });
  return null;
}

function receive(draft: Draft, { data }: Order<"RecordReceipt">): IncidentRefusal | null {
  const found = deliveryOf(draft, data.page, data.channel);
  if (found === null) return noPage(data.page);
  if (found[2].receipt !== data.outcome) draft.emit({ type: "ReceiptRecorded", data });
  return null;
}

function giveUp(draft: Draft, { data }: Order<"GiveUpDelivery">): IncidentRefusal | null {
  const found = deliveryOf(draft, data.page, data.channel);
  if (found === null) return noPage(data.page);
  if (!found[2].givenUp) draft.emit({ type: "DeliveryGivenUp", data });
  return null;
}

function end(draft: Draft, { callout: id, reason }: Order<"EndCallout">): IncidentRefusal | null {
  const callout = draft.state.callouts.get(id);
  if (!callout) return refuse("thing-missing", `There is no call-out ${id} in this incident.`);
  if (callout.status === "ended") return null;
  const missing = needReason(reason);
  if (missing) return missing;
  draft.emit({ type: "CalloutEnded", data: { callout: id, reason } });
  return null;
}

/** Carries out an order about calling people, and calls whoever is to be called after it. */
export function decideCallout(draft: Draft, order: CalloutOrder): IncidentRefusal | null {
  const refusal = carryOut(draft, order);
  if (refusal === null) advanceCallouts(draft);
  return refusal;
}

function carryOut(draft: Draft, order: CalloutOrder): IncidentRefusal | null {
  switch (order.type) {
    case "StartCallout":
      return start(draft, order);
    case "AnswerCallout":
      return answer(draft, order);
    case "EndCallout":
      return end(draft, order);
    case "BeginDelivery":
      return begin(draft, order);
    case "SettleDelivery":
      return settle(draft, order);
    case "GiveUpDelivery":
      return giveUp(draft, order);
    case "RecordReceipt":
      return receive(draft, order);
    default:
      return order satisfies never;
  }
}
