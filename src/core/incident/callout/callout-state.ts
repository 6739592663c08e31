import type { Actor } from "../../model/actor.ts";
import type { CalloutEvent, ChannelName, DeliveryOutcome } from "./callout-events.ts";

type DataOf<Type extends CalloutEvent["type"]> = Extract<CalloutEvent, { readonly type: Type }>["data"];

/** One try to hand a message to a provider; `outcome` is null while nothing is known of it. */
export type DeliveryAttempt = {
  readonly provider: string;
  readonly attempt: number;
  readonly at: string;
  readonly outcome: DeliveryOutcome | null;
  readonly reference: string | null;
  readonly detail: string;
};

/** A message to one person over one channel. */
export type Delivery = {
  readonly channel: ChannelName;
  readonly attempts: readonly DeliveryAttempt[];
  readonly receipt: "delivered" | "undeliverable" | null;
  readonly givenUp: boolean;
};

/** A call of one person. */
export type Page = DataOf<"PersonPaged"> & {
  readonly at: string;
  readonly deliveries: readonly Delivery[];
};

export type CalloutAnswer = DataOf<"CalloutAnswered"> & { readonly at: string; readonly by: Actor };

/** People being called until enough of each kind have said that they come. */
export type CalloutState = DataOf<"CalloutStarted"> & {
  readonly startedAt: string;
  readonly startedBy: Actor;
  readonly status: "calling" | "quorate" | "ended";
  readonly pages: readonly Page[];
  /** The newest answer of each person, by their reference. */
  readonly answers: ReadonlyMap<string, CalloutAnswer>;
  readonly reachedAt: string | null;
  readonly missedAt: string | null;
  readonly endReason: string | null;
};

/** Whether a page can still reach somebody: a channel of its ladder has not failed. */
export function isHopeless({ ladder, deliveries }: Page): boolean {
  return ladder.every(({ channel }) =>
    deliveries.some(
      (delivery) =>
        delivery.channel === channel && (delivery.givenUp || delivery.receipt === "undeliverable"),
    ),
  );
}
