import type { Actor } from "../model/actor.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Evidence } from "../model/outcome.ts";
import type { Ref } from "../model/ref.ts";
import type { Impact, RunMode, RunPlan } from "../model/run-plan.ts";
import type { StepDefinition, StepId } from "../model/step.ts";
import type { Token } from "./token.ts";

/** Whether an attempt carries a step out or takes it back. */
export type Activity = "do" | "undo";

/**
 * How a claimed attempt goes on: `act` does it, `observe` looks first whether a lost attempt did
 * it, `verify` knows that the act is done and only verifies.
 */
export type Resume = "act" | "observe" | "verify";

type Event<Type extends string, Data extends JsonObject> = { readonly type: Type; readonly data: Data };

/** Everything that can have happened in a run. Adding one means: evolve, the timeline's words, a golden log. */
export type RunEvent =
  | Event<
      "RunStarted",
      {
        readonly plan: RunPlan;
        readonly mode: RunMode;
        readonly reason: string;
        /** What was known of the impact at the start; null when the run is not about one. */
        readonly impact: Impact | null;
        /** When the failure was noticed, and by what; null when the run is not about one. */
        readonly detection: { readonly at: string; readonly by: string; readonly evidence: Json } | null;
        /** 75th percentile of the past live durations of steps, in seconds. */
        readonly slowAfterSeconds: { readonly [step: string]: number };
        /** Past live durations of steps in seconds, the newest first; absent in runs of older versions. */
        readonly measuredSeconds?: { readonly [step: string]: readonly number[] };
      }
    >
  | Event<"ApprovalRequested", { readonly step: StepId; readonly by: Ref; readonly quorum: number }>
  | Event<"ApprovalGiven", { readonly step: StepId; readonly note: string }>
  | Event<"ApprovalRefused", { readonly step: StepId; readonly reason: string }>
  | Event<
      "StepDispatched",
      {
        readonly step: StepId;
        readonly dispatch: number;
        readonly activity: Activity;
        /** Not before this instant; null is at once. */
        readonly notBefore: string | null;
        readonly resume: Resume;
      }
    >
  | Event<"StepWaiting", { readonly step: StepId; readonly dispatch: number; readonly until: string }>
  | Event<
      "PersonAsked",
      {
        readonly step: StepId;
        readonly dispatch: number;
        readonly responsible: Ref;
        readonly instructions: string;
      }
    >
  | Event<
      "DecisionAsked",
      { readonly step: StepId; readonly dispatch: number; readonly until: string | null }
    >
  | Event<"DecisionTaken", { readonly step: StepId; readonly option: string; readonly reason: string }>
  | Event<
      "StepClaimed",
      {
        readonly step: StepId;
        readonly token: Token;
        readonly node: string;
        readonly resume: Resume;
        /** True when the act may be carried out a second time, as its policy allows: the repeat is on record. */
        readonly repeats: boolean;
        readonly slowAt: string | null;
      }
    >
  | Event<"StepExecutorLost", { readonly step: StepId; readonly token: Token; readonly node: string }>
  | Event<
      "StepObservedNotDone",
      { readonly step: StepId; readonly token: Token; readonly observation: string }
    >
  | Event<
      "StepActed",
      {
        readonly step: StepId;
        readonly token: Token;
        readonly output: Json;
        readonly evidence: readonly Evidence[];
      }
    >
  | Event<
      "StepSucceeded",
      {
        readonly step: StepId;
        readonly token: Token | null;
        readonly output: Json;
        readonly evidence: readonly Evidence[];
        /** True when the effect was found in place rather than brought about by this attempt. */
        readonly observed: boolean;
        readonly durationSeconds: number;
      }
    >
  | Event<
      "StepFailed",
      {
        readonly step: StepId;
        readonly token: Token | null;
        readonly outcome: "failed" | "unreachable";
        /** Where in the attempt it failed. */
        readonly at: "precondition" | "act" | "verify" | "person";
        readonly message: string;
        readonly output: Json;
        readonly evidence: readonly Evidence[];
      }
    >
  | Event<"StepOutcomeUnknown", { readonly step: StepId; readonly token: Token; readonly message: string }>
  | Event<
      "LateResultObserved",
      { readonly step: StepId; readonly token: Token; readonly status: string; readonly message: string }
    >
  | Event<
      "StepFlaggedSlow",
      { readonly step: StepId; readonly dispatch: number; readonly afterSeconds: number }
    >
  | Event<"StepNotNeeded", { readonly step: StepId }>
  | Event<"StepSkipped", { readonly step: StepId; readonly reason: string }>
  | Event<
      "StepInserted",
      { readonly step: StepDefinition; readonly before: readonly StepId[]; readonly reason: string }
    >
  | Event<"StepReassigned", { readonly step: StepId; readonly responsible: Ref; readonly reason: string }>
  | Event<
      "StepRetried",
      { readonly step: StepId; readonly reason: string; readonly changedInput: JsonObject | null }
    >
  | Event<
      "StepDoneByHand",
      {
        readonly step: StepId;
        readonly note: string;
        readonly output: Json;
        readonly evidence: readonly Evidence[];
      }
    >
  | Event<"StepTaken", { readonly step: StepId }>
  | Event<"NoteAdded", { readonly step: StepId | null; readonly text: string }>
  | Event<"LeadOffered", { readonly to: Ref; readonly reason: string }>
  | Event<"LeadAccepted", { readonly to: Ref }>
  | Event<"LeadDeclined", { readonly to: Ref; readonly reason: string }>
  | Event<"RunPaused", { readonly reason: string }>
  | Event<"RunResumed", { readonly reason: string }>
  | Event<"RunAborted", { readonly reason: string }>
  | Event<"UndoRequested", { readonly step: StepId | null; readonly reason: string }>
  | Event<"ImpactObserved", { readonly impact: Impact }>
  | Event<"RunFinished", { readonly result: RunResult }>;

/**
 * `succeeded-with-exceptions`: every step is settled, but some were skipped, done by hand, or repeated.
 * `undo-incomplete`: some step could not be undone.
 */
export type RunResult = "succeeded" | "succeeded-with-exceptions" | "aborted" | "undone" | "undo-incomplete";

export type RunEventType = RunEvent["type"];

/** An event with who and when, as evolve needs it. */
export type RecordedRunEvent = RunEvent & { readonly actor: Actor; readonly at: string };
