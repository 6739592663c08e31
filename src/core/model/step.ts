import type { Json, JsonObject } from "./json.ts";
import type { Ref } from "./ref.ts";

/** The id of a step within its runbook; a sub-step is `group.child`. */
export type StepId = string;

/** What to do when an attempt was lost between its claim and its result (docs/decisions/0002). */
export type RedeliveryPolicy = "idempotent" | "observe" | "ask";

/** One call of a connector's action. String values may hold `${steps.ID.output.PATH}`. */
export type Invocation = {
  readonly connector: string;
  readonly do: string;
  readonly with: JsonObject;
  readonly policy: RedeliveryPolicy;
};

/** One reading of the world that must hold. It is repeated until it holds or `withinSeconds` have passed. */
export type Check = {
  readonly connector: string;
  readonly check: string;
  readonly with: JsonObject;
  readonly withinSeconds: number;
};

/**
 * How long a step takes, in seconds: three points (PERT), or with `sigma` a long tail: its logarithm is then normal with
 * this standard deviation, and the three points are its P10, its median and its P90, not limits.
 */
export type StepDuration = {
  readonly minSeconds: number;
  readonly likelySeconds: number;
  readonly maxSeconds: number;
  readonly sigma?: number;
};

/** How often one attempt at a step fails, and how long putting it right then takes. */
export type StepRisk = {
  /** 0 to below 1. */
  readonly probability: number;
  /** Once all attempts have failed, by hand; null is unknown, never zero. */
  readonly repair: StepDuration | null;
};

/** What makes several steps slow together. */
export type SharedCause = {
  readonly name: string;
  /** 0: nothing in common; 1: they are slow together or not at all. */
  readonly strength: number;
};

/** When a step is needed at all. A path is dotted: `loss.records`. */
export type Condition =
  | { readonly type: "chosen"; readonly step: StepId; readonly option: string }
  | {
      readonly type: "output";
      readonly step: StepId;
      readonly path: string;
      readonly compare: "equals" | "above" | "below";
      readonly value: Json;
    }
  | { readonly type: "any"; readonly of: readonly Condition[] }
  | { readonly type: "all"; readonly of: readonly Condition[] };

/** What taking an option of a decision does to the run. */
export type OptionEffect = "continue" | "undo" | "abort";

export type DecisionOption = { readonly id: string; readonly title: string; readonly effect: OptionEffect };

/** What a step does. A `check` step only observes; a `join` waits for the sub-steps of its group. */
export type StepWork =
  | { readonly type: "action"; readonly action: Invocation }
  | { readonly type: "check" }
  | { readonly type: "person"; readonly instructions: string; readonly evidenceRequired: boolean }
  | { readonly type: "wait"; readonly seconds: number }
  | {
      readonly type: "decision";
      readonly question: string;
      readonly authority: Ref;
      readonly options: readonly DecisionOption[];
      /** Seconds after which `defaultOption` is taken; null waits for ever. */
      readonly timeoutSeconds: number | null;
      readonly defaultOption: string | null;
    }
  | { readonly type: "join" };

export type Approval = {
  readonly by: Ref;
  readonly quorum: number;
  readonly notTheStarter: boolean;
};

/** Access that whoever carries a step out is given while the step is open. */
export type StepGrant = {
  /** The component they are let into. */
  readonly on: Ref;
  readonly connector: string;
  /** Roles of the database, principals of the host. */
  readonly as: readonly string[];
  readonly limitSeconds: number;
  /** Whose approval it takes; null is whoever may approve grants. */
  readonly approver: Ref | null;
};

/** The part of the phase clock a step's time counts to; `restore` is after the service is back. */
export type StepPhase = "mobilise" | "execute" | "verify" | "traffic" | "restore";

/** A step of a runbook after resolution: nothing is implied any more, nothing refers outside. */
export type StepDefinition = {
  readonly id: StepId;
  readonly title: string;
  readonly after: readonly StepId[];
  readonly phase: StepPhase;
  readonly accountable: Ref;
  readonly responsible: Ref;
  readonly consulted: readonly Ref[];
  readonly informed: readonly Ref[];
  /** null is unknown, never zero. */
  readonly duration: StepDuration | null;
  readonly work: StepWork;
  readonly when: Condition | null;
  readonly precondition: readonly Check[];
  readonly approval: Approval | null;
  readonly verify: readonly Check[];
  readonly undo: Invocation | null;
  readonly retry: { readonly attempts: number; readonly backoffSeconds: number };
  /** Limit of one attempt of the act; null takes the connector's own default. */
  readonly timeoutSeconds: number | null;
  readonly workaround: string | null;
  /** Absent in runs of older versions. */
  readonly grants?: readonly StepGrant[];
};
