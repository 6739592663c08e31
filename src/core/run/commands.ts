import type { Actor } from "../model/actor.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Evidence, Outcome } from "../model/outcome.ts";
import type { Ref } from "../model/ref.ts";
import type { Impact, RunMode, RunPlan } from "../model/run-plan.ts";
import type { StepDefinition, StepId } from "../model/step.ts";
import type { Token } from "./token.ts";

/** Where in an attempt its result was found. */
export type AttemptStage = "precondition" | "act" | "verify" | "observe";

/** What executors and timers tell the run. */
export type EngineCommand =
  | { readonly type: "ClaimStep"; readonly step: StepId; readonly token: Token; readonly node: string }
  | {
      readonly type: "RecordNotDone";
      readonly step: StepId;
      readonly token: Token;
      readonly observation: string;
    }
  | {
      readonly type: "RecordAct";
      readonly step: StepId;
      readonly token: Token;
      readonly output: Json;
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly type: "SettleStep";
      readonly step: StepId;
      readonly token: Token;
      readonly stage: AttemptStage;
      readonly outcome: Outcome;
    }
  | {
      readonly type: "FireTimer";
      readonly step: StepId;
      readonly dispatch: number;
      readonly purpose: "wait" | "decision" | "slow";
    }
  | { readonly type: "ObserveImpact"; readonly impact: Impact };

/** What people tell the run. */
export type PersonCommand =
  | {
      readonly type: "StartRun";
      readonly plan: RunPlan;
      readonly mode: RunMode;
      readonly reason: string;
      readonly impact: Impact | null;
      readonly detection: { readonly at: string; readonly by: string; readonly evidence: Json } | null;
      readonly slowAfterSeconds: { readonly [step: string]: number };
      readonly measuredSeconds?: { readonly [step: string]: readonly number[] };
    }
  | { readonly type: "ApproveStep"; readonly step: StepId; readonly note: string }
  | { readonly type: "RefuseApproval"; readonly step: StepId; readonly reason: string }
  | { readonly type: "TakeStep"; readonly step: StepId }
  | {
      readonly type: "CompleteStep";
      readonly step: StepId;
      readonly result: "done" | "failed";
      readonly note: string;
      readonly evidence: readonly Evidence[];
    }
  | { readonly type: "DecideOption"; readonly step: StepId; readonly option: string; readonly reason: string }
  | { readonly type: "SkipStep"; readonly step: StepId; readonly reason: string }
  | {
      readonly type: "InsertStep";
      readonly definition: StepDefinition;
      readonly before: readonly StepId[];
      readonly reason: string;
    }
  | {
      readonly type: "ReassignStep";
      readonly step: StepId;
      readonly responsible: Ref;
      readonly reason: string;
    }
  | {
      readonly type: "RetryStep";
      readonly step: StepId;
      readonly reason: string;
      readonly changedInput: JsonObject | null;
    }
  | {
      readonly type: "MarkDoneByHand";
      readonly step: StepId;
      readonly note: string;
      readonly output: Json;
      readonly evidence: readonly Evidence[];
    }
  | { readonly type: "UndoStep"; readonly step: StepId; readonly reason: string }
  | { readonly type: "AddNote"; readonly step: StepId | null; readonly text: string }
  | { readonly type: "OfferLead"; readonly to: Ref; readonly reason: string }
  | { readonly type: "AcceptLead" }
  | { readonly type: "DeclineLead"; readonly reason: string }
  | { readonly type: "PauseRun"; readonly reason: string }
  | { readonly type: "ResumeRun"; readonly reason: string }
  | { readonly type: "AbortRun"; readonly reason: string }
  | { readonly type: "UndoRun"; readonly reason: string };

/** A command with the facts a pure decider cannot find out itself. */
export type RunCommand = (EngineCommand | PersonCommand) & { readonly actor: Actor; readonly at: string };

/** Why a command is not allowed now. The words are for the person who gave it. */
export type Refusal = {
  readonly code:
    | "run-missing"
    | "run-exists"
    | "run-over"
    | "run-status"
    | "step-missing"
    | "step-status"
    | "stale-token"
    | "not-authorised"
    | "doer-is-approver"
    | "already-approved"
    | "reason-missing"
    | "evidence-missing"
    | "unknown-option"
    | "illegal-edit"
    | "plan-invalid";
  readonly message: string;
};
