import type { Period } from "./calendar.ts";
import type { ExpectedClock } from "./expected-clock.ts";
import type { Ref } from "./ref.ts";

/** When the plan is put into force. */
export type Activation = {
  readonly owner: Ref | null;
  /** Whether an incident that monitors open calls the crisis team by itself, or a person does. */
  readonly callOut: "at-once" | "by-a-person";
  readonly criteria: readonly { readonly text: string; readonly monitor: Ref | null }[];
  readonly reviewedOn: string | null;
};

/** Who may declare a disaster, and who may end it. */
export type Authority = {
  /**
   * The first may at once; each later one when nobody before them has answered for `afterSeconds`
   * since the question was put. null: no time-out is given.
   */
  readonly declare: readonly { readonly who: Ref; readonly afterSeconds: number | null }[];
  /** How many of them must agree. */
  readonly quorum: number;
  readonly standDown: Ref | null;
};

/** A part that somebody plays while the plan is in force. */
export type PlanRole = {
  readonly role: string;
  readonly holder: Ref | null;
  readonly deputies: readonly Ref[];
};

/** Who does what: exactly one is accountable, which is for a rule to say. */
export type RaciRow = {
  readonly task: string;
  readonly accountable: readonly Ref[];
  readonly responsible: readonly Ref[];
  readonly consulted: readonly Ref[];
  readonly informed: readonly Ref[];
};

/** How one audience is kept informed. */
export type Communication = {
  readonly audience: string;
  readonly owner: Ref | null;
  /** `email`, `sms`, `phone`, `chat`, `status-page`, `post` … */
  readonly channel: string | null;
  readonly provider: Ref | null;
  readonly template: string | null;
  readonly cadenceSeconds: number | null;
  readonly approver: Ref | null;
  readonly responsible: Ref | null;
  /** From the declaration to the first message, where somebody demands it. */
  readonly deadlineSeconds: number | null;
  /** The law or contract that demands it. */
  readonly regulation: string | null;
  readonly reviewedOn: string | null;
};

/** How people get by without something. */
export type Workaround = {
  readonly for: Ref;
  readonly owner: Ref | null;
  readonly text: string;
  readonly reviewedOn: string | null;
};

export type ReturnToNormal = {
  readonly owner: Ref | null;
  readonly runbooks: readonly Ref[];
  readonly text: string | null;
  readonly reviewedOn: string | null;
};

export type StandDown = {
  readonly owner: Ref | null;
  readonly criteria: readonly string[];
  readonly reviewedOn: string | null;
};

/** How often a document is looked through, and when it last was. */
export type Review = {
  readonly cycle: Period | null;
  readonly lastOn: string | null;
  readonly by: Ref | null;
};

/** Somebody's agreement to a document as it stood. */
export type SignOff = {
  readonly by: Ref;
  readonly on: string;
  readonly expiresOn: string | null;
  /** The revision that was signed. */
  readonly revision: string | null;
};

/** What is done, by whom, and how people hear of it, when something is lost. */
export type PlanSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  /** The day of its last change of substance that is known. */
  readonly changedOn: string | null;
  /** Services and functions. */
  readonly covers: readonly Ref[];
  readonly scenarios: readonly Ref[];
  readonly activation: Activation | null;
  readonly authority: Authority | null;
  /** How long the parts of an outage take for which no step stands; null: nobody said. */
  readonly clock: ExpectedClock | null;
  readonly roles: readonly PlanRole[];
  readonly raci: readonly RaciRow[];
  readonly communication: readonly Communication[];
  readonly runbooks: readonly Ref[];
  readonly workarounds: readonly Workaround[];
  readonly returnToNormal: ReturnToNormal | null;
  readonly standDown: StandDown | null;
  /** What must work for the plan to be carried out. */
  readonly controlPath: readonly Ref[];
  readonly review: Review | null;
  readonly signOffs: readonly SignOff[];
};
