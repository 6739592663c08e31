import type { JsonObject } from "./json.ts";
import type { Ref } from "./ref.ts";
import type { RunbookPurpose } from "./run-plan.ts";
import type {
  Approval,
  Check,
  Condition,
  DecisionOption,
  SharedCause,
  StepDuration,
  StepGrant,
  StepPhase,
  StepRisk,
} from "./step.ts";

/** A call of an action as the document writes it; its redelivery policy is the connector's to know. */
export type DocumentAction = { readonly connector: string; readonly do: string; readonly with: JsonObject };

/** A step as the document writes it. What is null was left out and is filled in when the runbook is resolved. */
export type RunbookStep = {
  readonly id: string;
  readonly title: string | null;
  /** null: after the step before it; empty: at once. A sub-step names its siblings. */
  readonly after: readonly string[] | null;
  readonly phase: StepPhase | null;
  readonly accountable: Ref | null;
  readonly responsible: Ref | null;
  readonly consulted: readonly Ref[];
  readonly informed: readonly Ref[];
  readonly duration: StepDuration | null;
  readonly mayFail: StepRisk | null;
  readonly sharedCause: SharedCause | null;
  /** Shares of teams, people, components and contracts while the step runs, by reference. */
  readonly needs: { readonly [ref: string]: number };
  readonly action: DocumentAction | null;
  readonly person: { readonly instructions: string; readonly evidence: "required" | "optional" } | null;
  readonly waitSeconds: number | null;
  readonly decision: {
    readonly question: string;
    readonly authority: Ref;
    readonly options: readonly DecisionOption[];
    readonly timeoutSeconds: number | null;
    readonly defaultOption: string | null;
  } | null;
  readonly steps: readonly RunbookStep[] | null;
  readonly when: Condition | null;
  readonly precondition: readonly Check[];
  readonly approval: Approval | null;
  readonly verify: readonly Check[];
  readonly undo: DocumentAction | null;
  readonly retry: { readonly attempts: number; readonly backoffSeconds: number } | null;
  readonly timeoutSeconds: number | null;
  readonly workaround: string | null;
  /** Access that whoever carries it out is given meanwhile. */
  readonly grants: readonly StepGrant[];
  /** A role of a plan whose holder does it. */
  readonly role: string | null;
  /** Whether what it changes must be taken back before all is normal again. */
  readonly temporary: boolean;
  /** The day on which what it does was last proven outside a crisis. */
  readonly validatedOn: string | null;
};

/** A graph of steps that recovers something. */
export type RunbookSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  /** The day of its last change of substance that is known. */
  readonly changedOn: string | null;
  readonly purpose: RunbookPurpose;
  readonly recovers: readonly Ref[];
  readonly from: Ref | null;
  readonly to: Ref | null;
  /** Accountable for each step that names nobody itself. */
  readonly accountable: Ref | null;
  /** Reads the outside record of the impact. */
  readonly impact: Check | null;
  readonly steps: readonly RunbookStep[];
};
