import type { Actor } from "../model/actor.ts";
import type { Json } from "../model/json.ts";
import { secondsBetween } from "../model/instant.ts";
import type { Ref } from "../model/ref.ts";
import type { EstatePin, Impact, RunMode, RunbookPurpose } from "../model/run-plan.ts";
import type { Approval, DecisionOption, StepDuration, StepId, StepPhase, StepWork } from "../model/step.ts";
import { type Attention, attention } from "./attention.ts";
import type { RunResult } from "./events.ts";
import { type RunCommandType, runPermission, type StepCommandType, stepPermission } from "./permission.ts";
import { type PhaseClock, phaseClock } from "./phase-clock.ts";
import type { LeadOffer, RunState, RunStatus, StepState, StepStatus } from "./state.ts";

/** A command with whether the asking person may give it now, and why not. */
export type Permitted<Command extends string> = {
  readonly command: Command;
  /** null when it is allowed. */
  readonly refusal: string | null;
};

/** A step as people see it. Instants are ISO 8601 UTC, durations seconds. */
export type StepView = {
  readonly id: StepId;
  readonly title: string;
  readonly after: readonly StepId[];
  readonly phase: StepPhase;
  readonly work: StepWork["type"];
  /** `postgres promote`; null for steps without an action. */
  readonly action: string | null;
  readonly instructions: string | null;
  readonly question: string | null;
  readonly options: readonly DecisionOption[];
  readonly approval: Approval | null;
  readonly approvals: readonly Actor[];
  readonly accountable: Ref;
  readonly responsible: Ref;
  readonly takenBy: Actor | null;
  readonly status: StepStatus;
  readonly activity: "do" | "undo";
  readonly claims: number;
  readonly repeated: boolean;
  readonly slow: boolean;
  readonly planned: StepDuration | null;
  readonly readyAt: string | null;
  readonly startedAt: string | null;
  readonly settledAt: string | null;
  readonly until: string | null;
  /** Of a settled step; null while it is open. */
  readonly durationSeconds: number | null;
  readonly option: string | null;
  readonly message: string | null;
  readonly workaround: string | null;
  readonly hasUndo: boolean;
  readonly output: Json;
  readonly commands: readonly Permitted<StepCommandType>[];
};

/** A run as people see it: one answer for console, command line and API. */
export type RunView = {
  readonly id: string;
  readonly version: number;
  readonly runbook: string;
  readonly title: string;
  readonly purpose: RunbookPurpose;
  readonly revision: string;
  /** The publication of the estate it was started on; null when there was none. */
  readonly estate: EstatePin | null;
  readonly recovers: readonly Ref[];
  readonly mode: RunMode;
  readonly status: RunStatus;
  readonly result: RunResult | null;
  readonly reason: string;
  readonly startedBy: Actor | null;
  /** Who coordinates it. */
  readonly lead: Actor | null;
  /** null while the lead is offered to nobody. */
  readonly leadOffer: LeadOffer | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly rtoSeconds: number | null;
  readonly rpoSeconds: number | null;
  /** The longest tolerable outage; null where none is stated. */
  readonly mtdSeconds: number | null;
  readonly detection: { readonly at: string; readonly by: string } | null;
  readonly impact: Impact | null;
  readonly clock: PhaseClock;
  readonly attention: readonly Attention[];
  readonly commands: readonly Permitted<RunCommandType>[];
  readonly steps: readonly StepView[];
};

const stepCommands: readonly StepCommandType[] = [
  "ApproveStep",
  "RefuseApproval",
  "TakeStep",
  "CompleteStep",
  "DecideOption",
  "SkipStep",
  "InsertStep",
  "ReassignStep",
  "RetryStep",
  "MarkDoneByHand",
  "UndoStep",
];

const runCommands: readonly RunCommandType[] = [
  "PauseRun",
  "ResumeRun",
  "AbortRun",
  "UndoRun",
  "OfferLead",
  "AcceptLead",
  "DeclineLead",
];

/** The step as `asker` sees it; who only looks (null) is told of no commands, which is most of the work. */
export function stepView(state: RunState, step: StepState, asker: Actor | null): StepView {
  const { definition } = step;
  const { work } = definition;
  const isOver = step.settledAt !== null && step.startedAt !== null;
  return {
    id: definition.id,
    title: definition.title,
    after: definition.after,
    phase: definition.phase,
    work: work.type,
    action: work.type === "action" ? `${work.action.connector} ${work.action.do}` : null,
    instructions: work.type === "person" ? work.instructions : null,
    question: work.type === "decision" ? work.question : null,
    options: work.type === "decision" ? work.options : [],
    approval: definition.approval,
    approvals: step.approvals,
    accountable: definition.accountable,
    responsible: step.responsible,
    takenBy: step.takenBy,
    status: step.status,
    activity: step.activity,
    claims: step.claims,
    repeated: step.repeated,
    slow: step.slow,
    planned: definition.duration,
    readyAt: step.readyAt,
    startedAt: step.startedAt,
    settledAt: step.settledAt,
    until: step.until,
    durationSeconds: isOver ? secondsBetween(step.startedAt ?? "", step.settledAt ?? "") : null,
    option: step.option,
    message: step.message,
    workaround: definition.workaround,
    hasUndo: definition.undo !== null,
    output: step.output,
    commands:
      asker === null
        ? []
        : stepCommands.map((command) => ({
            command,
            refusal: stepPermission(state, step, command, asker)?.message ?? null,
          })),
  };
}

/**
 * The run as `asker` sees it at `now`; null only looks. The state must be that of a started run. `viewOf` is for who
 * shows thousands of steps again and again, and keeps what has not changed.
 */
export function runView(
  id: string,
  version: number,
  state: RunState,
  asker: Actor | null,
  now: string,
  viewOf: (step: StepState) => StepView = (step) => stepView(state, step, asker),
): RunView {
  const { plan } = state;
  if (!plan) throw new Error(`run ${id} has not been started`);
  return {
    id,
    version,
    runbook: plan.runbook,
    title: plan.title,
    purpose: plan.purpose,
    revision: plan.revision,
    estate: plan.estate ?? null,
    recovers: plan.recovers,
    mode: state.mode,
    status: state.status,
    result: state.result,
    reason: state.reason,
    startedBy: state.startedBy,
    lead: state.lead,
    leadOffer: state.leadOffer,
    startedAt: state.startedAt,
    finishedAt: state.finishedAt,
    rtoSeconds: plan.objectives.rtoSeconds,
    rpoSeconds: plan.objectives.rpoSeconds,
    mtdSeconds: plan.objectives.mtdSeconds ?? null,
    detection: state.detection,
    impact: state.impact,
    clock: phaseClock(state, now),
    attention: attention(state),
    commands:
      asker === null
        ? []
        : runCommands.map((command) => ({
            command,
            refusal: runPermission(state, command, asker)?.message ?? null,
          })),
    steps: [...state.steps.values()].map(viewOf),
  };
}
