import type { Period } from "./calendar.ts";
import type { ExpectedClock } from "./expected-clock.ts";
import type { DocumentKind, Ref } from "./ref.ts";

/** What the organisation demands of its documents. */
export type PolicySpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  /** Each list that is not empty narrows it: what has one of its kinds, all of its labels, one of its tiers. */
  readonly appliesTo: {
    readonly kinds: readonly DocumentKind[];
    readonly labels: { readonly [name: string]: string };
    readonly tiers: readonly number[];
  };
  readonly requires: {
    readonly exerciseEvery: Period | null;
    readonly reviewEvery: Period | null;
    readonly rtoAtMostSeconds: number | null;
    readonly rpoAtMostSeconds: number | null;
    readonly offlineCopy: boolean;
  };
  /** What is assumed of an outage where no plan says it; null: nothing. */
  readonly clock: ExpectedClock | null;
};
