import type { Ref } from "../../model/ref.ts";
import type { ChannelName, MissingPart } from "./callout-events.ts";
import { type CalloutState, isHopeless, type Page } from "./callout-state.ts";
import { quorumNow } from "./next-calls.ts";

/** Where one person stands. `handed-over` is not `delivered`, and neither is an answer. */
export type ReachStatus =
  | "not-called"
  | "being-sent"
  | "handed-over"
  | "delivered"
  | "unreachable"
  | "coming"
  | "cannot";

/** What became of a message, with every attempt behind it. */
export type DeliveryView = {
  readonly page: string;
  readonly channel: ChannelName;
  readonly status: "waiting" | "sending" | "accepted" | "unknown" | "delivered" | "failed";
  readonly attempts: number;
  readonly provider: string | null;
  readonly detail: string;
};

export type PersonView = {
  readonly person: Ref;
  readonly role: string;
  readonly duty: "on-duty" | "off-duty" | "unknown";
  readonly status: ReachStatus;
  /** When they were called last, or answered. */
  readonly since: string | null;
  readonly calls: number;
  readonly how: "console" | "link" | "reply" | "phone" | null;
  readonly note: string;
  readonly deliveries: readonly DeliveryView[];
};

export type CalloutView = {
  readonly callout: string;
  readonly text: string;
  readonly status: CalloutState["status"];
  readonly startedAt: string;
  readonly withinSeconds: number;
  readonly escalateAfterSeconds: number;
  readonly reachedAt: string | null;
  readonly missedAt: string | null;
  readonly endReason: string | null;
  readonly demands: readonly { readonly role: string; readonly need: number; readonly have: number }[];
  readonly missing: readonly MissingPart[];
  readonly people: readonly PersonView[];
};

/** A call-out as people look at it: the parts, what is missing, and where each person stands. */
export function calloutView(state: CalloutState): CalloutView {
  const { filled, missing } = quorumNow(state);
  const { callout, text, status, startedAt, withinSeconds, escalateAfterSeconds } = state;
  const { reachedAt, missedAt, endReason } = state;
  const demands = state.demands.map(({ role, need }) => ({
    role,
    need,
    have: filled.get(role)?.length ?? 0,
  }));
  return {
    callout,
    text,
    status,
    startedAt,
    withinSeconds,
    escalateAfterSeconds,
    reachedAt,
    missedAt,
    endReason,
    demands,
    missing,
    people: state.demands.flatMap(({ role, people }) =>
      people.map(({ person, duty }) => personView(state, { person, role, duty })),
    ),
  };
}

function personView(
  { pages, answers }: CalloutState,
  who: Pick<PersonView, "person" | "role" | "duty">,
): PersonView {
  const own = pages.filter(({ person }) => person === who.person);
  const answer = answers.get(who.person);
  const deliveries = own.flatMap(deliveriesOf);
  const last = own.at(-1);
  const common = { ...who, calls: own.length, deliveries };
  if (answer) {
    return { ...common, status: answer.answer, since: answer.at, how: answer.how, note: answer.note };
  }
  const status = last === undefined ? "not-called" : reachOf(last);
  return { ...common, status, since: last?.at ?? null, how: null, note: "" };
}

function reachOf(page: Page): ReachStatus {
  if (page.deliveries.some(({ receipt }) => receipt === "delivered")) return "delivered";
  if (isHopeless(page)) return "unreachable";
  const isTaken = page.deliveries.some(({ attempts }) =>
    attempts.some(({ outcome }) => outcome === "accepted"),
  );
  return isTaken ? "handed-over" : "being-sent";
}

function deliveriesOf({ page, ladder, deliveries }: Page): readonly DeliveryView[] {
  return ladder.map(({ channel }) => {
    const found = deliveries.find((each) => each.channel === channel);
    const last = found?.attempts.at(-1);
    const status = (): DeliveryView["status"] => {
      if (found === undefined || last === undefined) return found?.givenUp === true ? "failed" : "waiting";
      if (found.receipt !== null) return found.receipt === "delivered" ? "delivered" : "failed";
      if (found.givenUp) return "failed";
      if (last.outcome === null) return "sending";
      return last.outcome === "refused" ? "waiting" : last.outcome;
    };
    return {
      page,
      channel,
      status: status(),
      attempts: found?.attempts.length ?? 0,
      provider: last?.provider ?? null,
      detail: last?.detail ?? "",
    };
  });
}
