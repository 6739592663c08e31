import type { JsonObject } from "./json.ts";
import type { Ref } from "./ref.ts";
import type { Check, StepDefinition } from "./step.ts";

export const runModes = ["walkthrough", "rehearsal", "live"] as const;

/**
 * How a run touches the world: `walkthrough` makes no calls and asks people to confirm each step,
 * `rehearsal` only observes and asks connectors what they would do, `live` acts.
 */
export type RunMode = (typeof runModes)[number];

export const runbookPurposes = [
  "failover",
  "failback",
  "switchover",
  "restore",
  "rebuild",
  "evacuate",
] as const;
export type RunbookPurpose = (typeof runbookPurposes)[number];

/** A published estate as a whole: its number and the name of its content. */
export type EstatePin = { readonly number: number; readonly revision: string };

/** What steps share while they run, as the documents stated it when the run was started. */
export type Staffing = {
  /** Shares of resources by step; a step that needs nothing is left out. */
  readonly needs: { readonly [step: string]: { readonly [resource: string]: number } };
  /** Units by resource; null is unknown, and then nothing waits for it. */
  readonly capacity: { readonly [resource: string]: number | null };
};

/**
 * A runbook resolved against its estate at one revision: all that a run needs, so that a run is
 * explained by its own events even after the documents have changed.
 */
export type RunPlan = {
  readonly runbook: string;
  readonly title: string;
  readonly purpose: RunbookPurpose;
  /** SHA-256 of the canonical documents the plan was made from. */
  readonly revision: string;
  readonly recovers: readonly Ref[];
  readonly objectives: {
    readonly rtoSeconds: number | null;
    readonly rpoSeconds: number | null;
    /** The longest outage that is tolerable at all; absent in runs of older versions. */
    readonly mtdSeconds?: number | null;
  };
  readonly steps: readonly StepDefinition[];
  /** How to reach each component a step names, by connector; secrets only as references. */
  readonly access: { readonly [component: string]: { readonly [connector: string]: JsonObject } };
  /** Reads the outside record of the impact (output: `Impact`), or null when there is none. */
  readonly impactSource: Check | null;
  /** The publication of the estate that the run was started on; absent in runs of older versions. */
  readonly estate?: EstatePin | null;
  /** Who the steps need, and how many there are; absent in runs of older versions. */
  readonly staffing?: Staffing;
  /** Team membership at this revision: team reference to person references. */
  readonly members: { readonly [team: string]: readonly Ref[] };
};

/** What an outside observer recorded of the impact. All times are ISO 8601 in UTC with milliseconds. */
export type Impact = {
  /** The last success before the first failure; null when none was seen. */
  readonly lastGoodAt: string | null;
  /** The first failed transaction; null when none has failed. */
  readonly beganAt: string | null;
  /** The first success that was followed by continued success; null while it lasts. */
  readonly endedAt: string | null;
  readonly failedTransactions: number;
};
