import type { ChannelName } from "#core/incident/callout/callout-events.ts";
import type { IncidentState } from "#core/incident/state.ts";
import type { Ref } from "#core/model/ref.ts";

/** What one person is to be told over one channel. */
export type PageMessage = {
  /** The same for every attempt, so that whoever receives it twice can tell: a Message-ID, an idempotency key. */
  readonly id: string;
  readonly channel: ChannelName;
  /** Mail address or telephone number; empty for a room or a topic. */
  readonly to: string;
  readonly name: string;
  readonly subject: string;
  readonly text: string;
  /** Where they answer with one tap, or null where the server does not know its own address. */
  readonly link: string | null;
  /** What they write back: `4271 yes`. */
  readonly replyCode: string;
};

/** What a provider said. `unknown`: it may have taken the message, the answer was lost. */
export type Sent =
  | { readonly outcome: "accepted"; readonly reference: string | null; readonly detail: string }
  | { readonly outcome: "refused" | "unknown"; readonly detail: string };

/** Somebody who carries messages of one channel. `send` never rejects. */
export type Provider = {
  readonly name: string;
  readonly channel: ChannelName;
  /** Ends soon after `signal` is aborted: then nobody knows what became of the message. */
  send(message: PageMessage, signal: AbortSignal): Promise<Sent>;
};

/** What a provider tells of its own accord: a receipt, or what somebody wrote back. */
export type ProviderNews =
  | {
      readonly type: "receipt";
      readonly provider: string;
      readonly reference: string;
      readonly outcome: "delivered" | "undeliverable";
      readonly detail: string;
    }
  | { readonly type: "reply"; readonly provider: string; readonly from: string; readonly text: string };

/** What the engine needs to page people. */
export type Pager = {
  /** Those of a channel, the preferred one first. */
  providersOf(channel: ChannelName): readonly Provider[];
  /** The message of a page over a channel, or null when no address is known any more. */
  messageOf(page: PageJobData, state: IncidentState): PageMessage | null;
  /** How somebody is written to outside of a call-out: the preferred channel first, those without address left out. */
  channelsOf(person: Ref): readonly { readonly channel: ChannelName; readonly to: string }[];
  nameOf(person: Ref): string;
};

/** What stands in a job of the `page` queue. */
export type PageJobData = {
  readonly incident: string;
  readonly page: string;
  readonly channel: ChannelName;
};
