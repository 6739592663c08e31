import type { Actor } from "../model/actor.ts";
import type { Ref } from "../model/ref.ts";
import type { CalloutState } from "./callout/callout-state.ts";
import type { RepairEstimate } from "./desk.ts";
import type { IncidentEvent, ReminderKind, SignalMention } from "./events.ts";
import type { Fact, FactName } from "./facts.ts";
import type { Classification } from "./severity.ts";

type DataOf<Type extends IncidentEvent["type"]> = Extract<IncidentEvent, { readonly type: Type }>["data"];

/** `none` before the first event. An incident that was not declared is closed from `open`. */
export type IncidentStatus = "none" | "open" | "declared" | "stood-down" | "closed";

/** Who plays a part. Assigned is not reachable: only a confirmation says that somebody is there. */
export type RoleState = {
  readonly role: string;
  readonly person: Ref;
  readonly status: "asked" | "confirmed" | "declined";
  readonly how: "self" | "phone" | null;
  readonly since: string;
  readonly note: string;
};

/** A declaration that was asked for and is not decided yet. */
export type DeclarationAsk = DataOf<"DeclarationAsked"> & {
  readonly askedAt: string;
  readonly askedBy: Actor;
  readonly votes: readonly Vote[];
  readonly secondedBy: Actor | null;
};

export type Vote = DataOf<"DeclarationAgreed"> & { readonly by: Actor; readonly at: string };

export type Declaration = DataOf<"DisasterDeclared"> & {
  readonly at: string;
  readonly votes: readonly Vote[];
};

export type DecisionState = DataOf<"DecisionAsked"> & {
  readonly askedBy: Actor;
  readonly askedAt: string;
  readonly taken: {
    readonly option: string;
    readonly reason: string;
    readonly by: Actor;
    readonly at: string;
  } | null;
};

export type BriefingState = DataOf<"BriefingScheduled"> & {
  readonly held: (DataOf<"BriefingHeld"> & { readonly heldAt: string; readonly by: Actor }) | null;
};

export type VendorCase = DataOf<"VendorCaseOpened"> & {
  readonly openedAt: string;
  readonly openedBy: Actor;
  readonly answers: readonly (DataOf<"VendorAnswered"> & { readonly at: string; readonly by: Actor })[];
};

export type UpdateState = DataOf<"UpdateDrafted"> & {
  readonly draftedBy: Actor;
  readonly draftedAt: string;
  readonly status: "draft" | "approved" | "refused";
  readonly decidedBy: Actor | null;
  readonly decidedAt: string | null;
  readonly published: readonly (DataOf<"UpdatePublished"> & { readonly at: string })[];
};

/** A task as it was set in the incident; `accountable` is null where it was only said to be done. */
export type TaskState = {
  readonly task: string;
  readonly accountable: Ref | null;
  readonly responsible: readonly Ref[];
  readonly consulted: readonly Ref[];
  readonly informed: readonly Ref[];
  readonly reason: string;
  readonly done: { readonly by: Actor; readonly at: string; readonly note: string } | null;
};

/** An incident as its events tell it. Immutable for everybody but `applyEvent`, which works on a draft. */
export type IncidentState = {
  status: IncidentStatus;
  opening: DataOf<"IncidentOpened"> | null;
  openedAt: string | null;
  openedBy: Actor | null;
  signals: Map<string, SignalMention>;
  failures: readonly (DataOf<"FailureNamed"> & { readonly at: string })[];
  facts: Map<FactName, Fact>;
  severity: (Classification & { readonly at: string }) | null;
  roles: Map<string, RoleState>;
  estimates: readonly RepairEstimate[];
  judged: (DataOf<"PlanJudged"> & { readonly at: string; readonly by: Actor }) | null;
  ask: DeclarationAsk | null;
  declaration: Declaration | null;
  declined: readonly { readonly at: string; readonly by: Actor; readonly reason: string }[];
  runs: readonly (DataOf<"RunLinked"> & { readonly at: string })[];
  decisions: Map<string, DecisionState>;
  briefings: Map<string, BriefingState>;
  vendorCases: Map<string, VendorCase>;
  callouts: Map<string, CalloutState>;
  /** By `taskKey`. */
  tasks: Map<string, TaskState>;
  updates: Map<string, UpdateState>;
  /** By report: when each was handed in last. */
  submissions: Map<string, DataOf<"ReportSubmitted"> & { readonly by: Actor }>;
  /** `kind about` of every reminder that was given. */
  reminded: Set<string>;
  standDown: (DataOf<"StoodDown"> & { readonly at: string; readonly by: Actor }) | null;
  closed: (DataOf<"IncidentClosed"> & { readonly at: string; readonly by: Actor }) | null;
};

export const reminderKey = (kind: ReminderKind, about: string) => `${kind} ${about}`;

/** The state before the first event: no incident yet. */
export function initialIncidentState(): IncidentState {
  return {
    status: "none",
    opening: null,
    openedAt: null,
    openedBy: null,
    signals: new Map(),
    failures: [],
    facts: new Map(),
    severity: null,
    roles: new Map(),
    estimates: [],
    judged: null,
    ask: null,
    declaration: null,
    declined: [],
    runs: [],
    decisions: new Map(),
    briefings: new Map(),
    vendorCases: new Map(),
    callouts: new Map(),
    tasks: new Map(),
    updates: new Map(),
    submissions: new Map(),
    reminded: new Set(),
    standDown: null,
    closed: null,
  };
}

/** A draft that can be changed without touching `state`. */
export function draftOf(state: IncidentState): IncidentState {
  return {
    ...state,
    signals: new Map(state.signals),
    facts: new Map(state.facts),
    roles: new Map(state.roles),
    decisions: new Map(state.decisions),
    briefings: new Map(state.briefings),
    vendorCases: new Map(state.vendorCases),
    callouts: new Map(state.callouts),
    tasks: new Map(state.tasks),
    updates: new Map(state.updates),
    submissions: new Map(state.submissions),
    reminded: new Set(state.reminded),
  };
}
