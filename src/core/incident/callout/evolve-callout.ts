import type { Actor } from "../../model/actor.ts";
import type { CalloutEvent } from "./callout-events.ts";
import type { CalloutState, Delivery, Page } from "./callout-state.ts";

type Recorded = CalloutEvent & { readonly actor: Actor; readonly at: string };
type Callouts = Map<string, CalloutState>;

const isCalloutEvent = {
  CalloutStarted: true,
  PersonPaged: true,
  DeliveryBegun: true,
  DeliverySettled: true,
  DeliveryGivenUp: true,
  ReceiptRecorded: true,
  CalloutAnswered: true,
  QuorumReached: true,
  QuorumLost: true,
  QuorumMissed: true,
  CalloutEnded: true,
} as const satisfies { readonly [type in CalloutEvent["type"]]: true };

/** Whether an event is one of calling people. */
export function isOfCallout<Given extends { readonly type: string }>(
  event: Given,
): event is Extract<Given, { readonly type: CalloutEvent["type"] }> {
  return event.type in isCalloutEvent;
}

/** The call-out that a page belongs to: its id begins with that of its call-out. */
export const calloutOf = (page: string) => page.slice(0, page.lastIndexOf("."));

function change(callouts: Callouts, id: string, changes: Partial<CalloutState>): void {
  const before = callouts.get(id);
  if (before) callouts.set(id, { ...before, ...changes });
}

function changePage(callouts: Callouts, page: string, to: (page: Page) => Page): void {
  const callout = callouts.get(calloutOf(page));
  if (!callout) return;
  const pages = callout.pages.map((each) => (each.page === page ? to(each) : each));
  callouts.set(callout.callout, { ...callout, pages });
}

function withDelivery(page: Page, channel: Delivery["channel"], to: (delivery: Delivery) => Delivery): Page {
  const known = page.deliveries.find((each) => each.channel === channel);
  const changed = to(known ?? { channel, attempts: [], receipt: null, givenUp: false });
  const others = page.deliveries.filter((each) => each !== known);
  return { ...page, deliveries: [...others, changed] };
}

function applyDelivery(
  callouts: Callouts,
  event: Extract<
    Recorded,
    { readonly type: "DeliveryBegun" | "DeliverySettled" | "DeliveryGivenUp" | "ReceiptRecorded" }
  >,
): void {
  const { page, channel } = event.data;
  changePage(callouts, page, (before) =>
    withDelivery(before, channel, (delivery) => {
      switch (event.type) {
        case "DeliveryBegun": {
          const { provider, attempt } = event.data;
          const begun = { provider, attempt, at: event.at, outcome: null, reference: null, detail: "" };
          return { ...delivery, attempts: [...delivery.attempts, begun] };
        }
        case "DeliverySettled": {
          const { attempt, outcome, reference, detail } = event.data;
          const attempts = delivery.attempts.map((each) =>
            each.attempt === attempt ? { ...each, outcome, reference, detail } : each,
          );
          return { ...delivery, attempts };
        }
        case "DeliveryGivenUp":
          return { ...delivery, givenUp: true };
        case "ReceiptRecorded":
          return { ...delivery, receipt: event.data.outcome };
        default:
          return event satisfies never;
      }
    }),
  );
}

/** Changes the call-outs by one event; only the fold of the incident calls it, on a draft of its own. */
export function applyCallout(callouts: Callouts, event: Recorded): void {
  const { actor, at } = event;
  switch (event.type) {
    case "CalloutStarted":
      callouts.set(event.data.callout, {
        ...event.data,
        startedAt: at,
        startedBy: actor,
        status: "calling",
        pages: [],
        answers: new Map(),
        reachedAt: null,
        missedAt: null,
        endReason: null,
      });
      return;
    case "PersonPaged": {
      const pages = callouts.get(event.data.callout)?.pages ?? [];
      change(callouts, event.data.callout, { pages: [...pages, { ...event.data, at, deliveries: [] }] });
      return;
    }
    case "CalloutAnswered": {
      const answers = callouts.get(event.data.callout)?.answers ?? new Map();
      const answer = { ...event.data, at, by: actor };
      change(callouts, event.data.callout, { answers: new Map([...answers, [event.data.person, answer]]) });
      return;
    }
    case "QuorumReached":
      return change(callouts, event.data.callout, { status: "quorate", reachedAt: at });
    case "QuorumLost":
      return change(callouts, event.data.callout, { status: "calling", reachedAt: null });
    case "QuorumMissed":
      return change(callouts, event.data.callout, { missedAt: at });
    case "CalloutEnded":
      return change(callouts, event.data.callout, { status: "ended", endReason: event.data.reason });
    default:
      applyDelivery(callouts, event);
  }
}
