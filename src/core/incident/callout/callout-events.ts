import type { JsonObject } from "../../model/json.ts";
import type { Ref } from "../../model/ref.ts";

type Event<Type extends string, Data extends JsonObject> = { readonly type: Type; readonly data: Data };

/** Ways to reach somebody. `chat` and `push` reach a room or a topic, the others a person. */
export const channelNames = ["email", "sms", "voice", "chat", "push"] as const;
export type ChannelName = (typeof channelNames)[number];

/** Somebody who may be called for a part. Scheduled is not reachable: duty is where to begin, not an answer. */
export type Candidate = {
  readonly person: Ref;
  /** What the rosters say of this moment; `unknown` when none says anything of them. */
  readonly duty: "on-duty" | "off-duty" | "unknown";
  /** The channels over which an address of theirs is known. */
  readonly channels: readonly ChannelName[];
};

/** How many of whom are needed as what; they are called in this order. */
export type CalloutDemand = {
  readonly role: string;
  readonly need: number;
  readonly people: readonly Candidate[];
  /** Whether whoever comes also takes the role of that name in the incident. */
  readonly assigns: boolean;
};

/** A channel and how long after the call somebody is tried over it; earlier ones having been answered ends the rest. */
export type LadderStep = { readonly channel: ChannelName; readonly afterSeconds: number };

export type MissingPart = { readonly role: string; readonly need: number; readonly have: number };

/** What a provider said of a message: taken, not taken, or nothing that can be relied on. */
export type DeliveryOutcome = "accepted" | "refused" | "unknown";

/** What can have happened while people are called. Handed over, delivered and answered are separate facts. */
export type CalloutEvent =
  | Event<
      "CalloutStarted",
      {
        readonly callout: string;
        readonly text: string;
        readonly demands: readonly CalloutDemand[];
        readonly ladder: readonly LadderStep[];
        /** The quorum is to be complete after this time. */
        readonly withinSeconds: number;
        /** Somebody who has not answered after this time is not waited for any longer: the next one is called too. */
        readonly escalateAfterSeconds: number;
      }
    >
  | Event<
      "PersonPaged",
      {
        readonly callout: string;
        readonly page: string;
        readonly person: Ref;
        readonly role: string;
        readonly round: number;
        /** Why it is them, now. */
        readonly because: string;
        readonly ladder: readonly LadderStep[];
      }
    >
  | Event<
      "DeliveryBegun",
      {
        readonly page: string;
        readonly channel: ChannelName;
        readonly provider: string;
        readonly attempt: number;
        /** True when an earlier attempt may have reached them: they may be paged twice, and this says so. */
        readonly repeats: boolean;
      }
    >
  | Event<
      "DeliverySettled",
      {
        readonly page: string;
        readonly channel: ChannelName;
        readonly provider: string;
        readonly attempt: number;
        readonly outcome: DeliveryOutcome;
        /** The provider's name of the message, by which its receipt is recognised. */
        readonly reference: string | null;
        readonly detail: string;
      }
    >
  | Event<
      "DeliveryGivenUp",
      { readonly page: string; readonly channel: ChannelName; readonly detail: string }
    >
  | Event<
      "ReceiptRecorded",
      {
        readonly page: string;
        readonly channel: ChannelName;
        readonly outcome: "delivered" | "undeliverable";
        readonly detail: string;
      }
    >
  | Event<
      "CalloutAnswered",
      {
        readonly callout: string;
        readonly person: Ref;
        readonly answer: "coming" | "cannot";
        readonly how: "console" | "link" | "reply" | "phone";
        readonly note: string;
      }
    >
  | Event<"QuorumReached", { readonly callout: string }>
  | Event<"QuorumLost", { readonly callout: string; readonly missing: readonly MissingPart[] }>
  | Event<"QuorumMissed", { readonly callout: string; readonly missing: readonly MissingPart[] }>
  | Event<"CalloutEnded", { readonly callout: string; readonly reason: string }>;
