import type { Actor } from "../model/actor.ts";
import type { Json } from "../model/json.ts";
import type { Ref } from "../model/ref.ts";
import type { Impact, RunMode, RunPlan } from "../model/run-plan.ts";
import type { StepDefinition, StepId } from "../model/step.ts";
import type { Activity, Resume, RunResult } from "./events.ts";
import type { Token } from "./token.ts";

/** Where a step stands. */
export type StepStatus =
  | "pending"
  | "awaiting-approval"
  | "awaiting-person"
  | "awaiting-decision"
  | "waiting"
  | "dispatched"
  | "running"
  | "failed"
  | "unknown"
  | "succeeded"
  | "skipped"
  | "done-by-hand"
  | "not-needed"
  | "cancelled"
  | "undone"
  | "undo-failed";

const satisfied: ReadonlySet<StepStatus> = new Set(["succeeded", "skipped", "done-by-hand", "not-needed"]);

/** Whether what comes after a step with this status may start. */
export function isSatisfied(status: StepStatus): boolean {
  return satisfied.has(status);
}

const settled: ReadonlySet<StepStatus> = new Set([...satisfied, "cancelled"]);

/** Whether nothing more will happen to a step with this status unless somebody asks for it. */
export function isSettled(status: StepStatus): boolean {
  return settled.has(status);
}

export type StepState = {
  readonly definition: StepDefinition;
  readonly status: StepStatus;
  readonly activity: Activity;
  /** Predecessors that are not yet satisfied. */
  readonly unmet: number;
  /** How often the step was handed out; the first part of the token. */
  readonly dispatch: number;
  /**
   * The dispatch that the idempotency key is made of: it stays while the act may already have taken
   * effect, so that a target which can tell applies it once.
   */
  readonly keyDispatch: number;
  /** The newest claim, kept after it settled so that a late result is told from the valid one. */
  readonly token: Token | null;
  readonly node: string | null;
  readonly resume: Resume;
  /** What the act answered, when it is done but not yet verified. */
  readonly acted: { readonly output: Json } | null;
  /** Attempts of the present round that ended in failure. */
  readonly failures: number;
  readonly claims: number;
  /** True while an act may have taken effect without anybody having seen it. */
  readonly mayBeDone: boolean;
  /** True once an act was, or may have been, carried out more than once. */
  readonly repeated: boolean;
  readonly responsible: Ref;
  readonly takenBy: Actor | null;
  readonly approvals: readonly Actor[];
  /** Those who wrote or changed this step during the run: none of them may approve it. */
  readonly authors: readonly Actor[];
  readonly output: Json;
  readonly option: string | null;
  readonly message: string | null;
  readonly slow: boolean;
  readonly until: string | null;
  readonly readyAt: string | null;
  readonly startedAt: string | null;
  readonly settledAt: string | null;
  readonly settledBy: Actor | null;
};

/** The lead of a run as it is offered to somebody who has not answered yet. */
export type LeadOffer = {
  readonly to: Ref;
  readonly by: Actor;
  readonly at: string;
  readonly reason: string;
};

export type RunStatus = "none" | "running" | "paused" | "aborting" | "undoing" | "finished";

/**
 * A run as its events tell it. Treated as immutable by everybody but `applyEvent`, which works on a
 * draft: copying 2,000 steps for each of 10,000 events would be quadratic.
 */
export type RunState = {
  status: RunStatus;
  plan: RunPlan | null;
  mode: RunMode;
  reason: string;
  startedBy: Actor | null;
  startedAt: string | null;
  finishedAt: string | null;
  result: RunResult | null;
  /**
   * Who coordinates the run; whoever started it, until somebody else accepts. The lead gives no right that others do
   * not have: gates stay with the authority they name.
   */
  lead: Actor | null;
  leadOffer: LeadOffer | null;
  detection: { readonly at: string; readonly by: string } | null;
  impact: Impact | null;
  slowAfterSeconds: { readonly [step: string]: number };
  /** Past live durations in seconds, as they were known when the run started. */
  measuredSeconds: { readonly [step: string]: readonly number[] };
  /** In the order of the plan, inserted ones last. */
  steps: Map<StepId, StepState>;
  dependents: Map<StepId, readonly StepId[]>;
  /** Steps in the order in which they were satisfied: undo goes through it backwards. */
  satisfiedOrder: StepId[];
  /** Counts that spare walking all steps at each event. */
  unsettledCount: number;
  runningCount: number;
};

/** The state before the first event: no run yet. */
export function initialRunState(): RunState {
  return {
    status: "none",
    plan: null,
    mode: "live",
    reason: "",
    startedBy: null,
    startedAt: null,
    finishedAt: null,
    result: null,
    lead: null,
    leadOffer: null,
    detection: null,
    impact: null,
    slowAfterSeconds: {},
    measuredSeconds: {},
    steps: new Map(),
    dependents: new Map(),
    satisfiedOrder: [],
    unsettledCount: 0,
    runningCount: 0,
  };
}

/** A draft that can be changed without touching `state`; the steps themselves are shared and immutable. */
export function draftOf(state: RunState): RunState {
  return {
    ...state,
    steps: new Map(state.steps),
    dependents: new Map(state.dependents),
    satisfiedOrder: [...state.satisfiedOrder],
  };
}
