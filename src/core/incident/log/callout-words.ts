import type { CalloutEvent, MissingPart } from "../callout/callout-events.ts";
import { joined, quoted, type Words } from "./words.ts";

const missingText = (missing: readonly MissingPart[]) =>
  `missing: ${missing.map(({ role, need, have }) => `${role} ${have} of ${need}`).join(", ")}`;

/** The calling of people, in words. */
export const calloutWords: Words<CalloutEvent> = {
  CalloutStarted: {
    title: "People are called",
    detail: ({ callout, text, demands, withinSeconds }) =>
      joined(
        `call ${callout}`,
        demands.map(({ role, need }) => `${need} × ${role}`).join(", "),
        `within ${withinSeconds} s`,
        text === "" ? "" : quoted(text),
      ),
  },
  PersonPaged: {
    title: "Called",
    detail: ({ person, role, round, because, page }) =>
      joined(`${person} as ${role}`, `round ${round}`, because, `page ${page}`),
  },
  DeliveryBegun: {
    title: "Message is sent",
    detail: ({ page, channel, provider, attempt, repeats }) =>
      joined(
        `page ${page} over ${channel} by ${provider}`,
        `attempt ${attempt}`,
        repeats ? "an earlier attempt may have arrived: they may be paged twice" : "",
      ),
  },
  DeliverySettled: {
    title: "Provider answered",
    detail: ({ page, channel, provider, attempt, outcome, reference, detail }) =>
      joined(
        `page ${page} over ${channel} by ${provider}, attempt ${attempt}: ${outcome}`,
        reference === null ? "" : `their number ${reference}`,
        detail,
      ),
  },
  DeliveryGivenUp: {
    title: "Sending given up",
    detail: ({ page, channel, detail }) => joined(`page ${page} over ${channel}`, detail),
  },
  ReceiptRecorded: {
    title: "Receipt",
    detail: ({ page, channel, outcome, detail }) =>
      joined(`page ${page} over ${channel}: ${outcome}`, detail),
  },
  CalloutAnswered: {
    title: "Answered the call",
    detail: ({ callout, person, answer, how, note }) =>
      joined(`${person}: ${answer}`, `by ${how}`, `call ${callout}`, note),
  },
  QuorumReached: { title: "Quorum reached", detail: ({ callout }) => `call ${callout}` },
  QuorumLost: {
    title: "Quorum lost",
    detail: ({ callout, missing }) => joined(`call ${callout}`, missingText(missing)),
  },
  QuorumMissed: {
    title: "Quorum not complete in its time",
    detail: ({ callout, missing }) => joined(`call ${callout}`, missingText(missing)),
  },
  CalloutEnded: { title: "Call ended", detail: ({ callout, reason }) => joined(`call ${callout}`, reason) },
};
