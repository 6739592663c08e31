import { addSeconds, secondsBetween } from "../model/instant.ts";
import type { Outcome } from "../model/outcome.ts";
import { advance } from "./advance.ts";
import { dispatch } from "./begin.ts";
import type { AttemptStage, EngineCommand, Refusal } from "./commands.ts";
import { type Draft, refuse, stepOf } from "./draft.ts";
import type { Resume } from "./events.ts";
import type { StepState } from "./state.ts";
import { compareTokens, type Token } from "./token.ts";

type Command<Type extends EngineCommand["type"]> = Extract<EngineCommand, { readonly type: Type }>;

/** How often an unknown outcome is looked into by the engine before a person is asked. */
const unknownRoundsMax = 3;
/** Pause before the engine looks again into an unknown outcome. */
const unknownBackoffSeconds = 1;

function policyOf(step: StepState): "idempotent" | "observe" | "ask" {
  if (step.activity === "undo") return step.definition.undo?.policy ?? "ask";
  const { work } = step.definition;
  // A step that only observes changes nothing, so it can always be repeated.
  return work.type === "action" ? work.action.policy : "idempotent";
}

function claim(draft: Draft, step: StepState, command: Command<"ClaimStep">, resume: Resume): void {
  const slow = draft.state.slowAfterSeconds[step.definition.id];
  draft.emit({
    type: "StepClaimed",
    data: {
      step: step.definition.id,
      token: command.token,
      node: command.node,
      resume,
      repeats: resume === "act" && step.mayBeDone && isAct(draft, step),
      slowAt: slow === undefined || draft.state.mode !== "live" ? null : addSeconds(draft.at, slow),
    },
  });
}

/** Whether an attempt of this step changes the world at all. */
function isAct(draft: Draft, step: StepState): boolean {
  return draft.state.mode === "live" && (step.activity === "undo" || step.definition.work.type === "action");
}

/** A delivery of a job asks for its step: the first one, or one after its predecessor was lost. */
export function claimStep(draft: Draft, command: Command<"ClaimStep">): Refusal | null {
  const step = draft.state.steps.get(command.step);
  if (!step) return refuse("step-missing", `There is no step ${command.step}.`);
  if (step.status === "dispatched" && step.dispatch === command.token.dispatch) {
    claim(draft, step, command, step.resume);
    return null;
  }
  const lost = step.token;
  if (step.status !== "running" || lost === null) {
    return refuse("stale-token", `Step ${command.step} is ${step.status}: this job is obsolete.`);
  }
  if (lost.dispatch !== command.token.dispatch || compareTokens(command.token, lost) <= 0) {
    return refuse("stale-token", `Step ${command.step} is held by a newer attempt.`);
  }
  draft.emit({
    type: "StepExecutorLost",
    data: { step: command.step, token: lost, node: step.node ?? "unknown" },
  });
  const after = stepOf(draft, command.step);
  if (step.resume !== "act" || !isAct(draft, step)) claim(draft, after, command, step.resume);
  else if (policyOf(step) === "idempotent") claim(draft, after, command, "act");
  else if (policyOf(step) === "observe") claim(draft, after, command, "observe");
  else {
    draft.emit({
      type: "StepOutcomeUnknown",
      data: {
        step: command.step,
        token: command.token,
        message: `The executor on ${step.node ?? "unknown"} was lost while it acted, and this action cannot be observed or repeated safely.`,
      },
    });
    advance(draft, []);
  }
  return null;
}

/** Whether `token` is the attempt that holds the step; a late one is put on record. */
function isHolder(draft: Draft, token: Token, step: StepState, status: string, message: string): boolean {
  const same = step.token !== null && compareTokens(step.token, token) === 0;
  if (same && step.status === "running") return true;
  // The same attempt told the same twice, after a commit whose answer was lost: already on record.
  if (!same) {
    draft.emit({
      type: "LateResultObserved",
      data: { step: step.definition.id, token, status, message },
    });
  }
  return false;
}

/** Observing showed that a lost attempt had no effect: the act may begin. */
export function recordNotDone(draft: Draft, command: Command<"RecordNotDone">): Refusal | null {
  const step = draft.state.steps.get(command.step);
  if (!step) return refuse("step-missing", `There is no step ${command.step}.`);
  if (!isHolder(draft, command.token, step, "not-done", command.observation)) return null;
  draft.emit({
    type: "StepObservedNotDone",
    data: { step: command.step, token: command.token, observation: command.observation },
  });
  return null;
}

/** The act is done; its verification follows. */
export function recordAct(draft: Draft, command: Command<"RecordAct">): Refusal | null {
  const step = draft.state.steps.get(command.step);
  if (!step) return refuse("step-missing", `There is no step ${command.step}.`);
  if (!isHolder(draft, command.token, step, "done", "the act was done")) return null;
  draft.emit({
    type: "StepActed",
    data: {
      step: command.step,
      token: command.token,
      output: command.output,
      evidence: command.evidence,
    },
  });
  return null;
}

function settleUnknown(draft: Draft, step: StepState, token: Token, message: string): void {
  draft.emit({ type: "StepOutcomeUnknown", data: { step: step.definition.id, token, message } });
  const after = stepOf(draft, step.definition.id);
  if (draft.state.status !== "running" && draft.state.status !== "undoing") return;
  if (after.failures >= unknownRoundsMax) return;
  const policy = policyOf(after);
  if (policy === "ask") return;
  dispatch(draft, after, {
    activity: after.activity,
    resume: policy === "observe" ? "observe" : "act",
    notBefore: addSeconds(draft.at, unknownBackoffSeconds),
  });
}

function settleFailed(
  draft: Draft,
  step: StepState,
  token: Token,
  stage: Exclude<AttemptStage, "observe">,
  outcome: Extract<Outcome, { status: "failed" | "unreachable" }>,
): void {
  draft.emit({
    type: "StepFailed",
    data: {
      step: step.definition.id,
      token,
      outcome: outcome.status,
      at: stage,
      message: outcome.message,
      output: outcome.status === "failed" ? (outcome.output ?? null) : null,
      evidence: outcome.status === "failed" ? (outcome.evidence ?? []) : [],
    },
  });
  const after = stepOf(draft, step.definition.id);
  const { attempts, backoffSeconds } = after.definition.retry;
  const open =
    draft.state.status === "running" || (draft.state.status === "undoing" && after.activity === "undo");
  if (!open || after.failures >= attempts) return;
  dispatch(draft, after, {
    activity: after.activity,
    // An act that is done is not done again because its verification did not hold yet.
    resume: stage === "verify" && after.acted !== null ? "verify" : "act",
    notBefore: addSeconds(draft.at, backoffSeconds),
  });
}

/** The result of an attempt. */
export function settleStep(draft: Draft, command: Command<"SettleStep">): Refusal | null {
  const step = draft.state.steps.get(command.step);
  if (!step) return refuse("step-missing", `There is no step ${command.step}.`);
  const { outcome, token } = command;
  const message = outcome.status === "done" ? "" : outcome.message;
  if (!isHolder(draft, token, step, outcome.status, message)) return null;
  switch (outcome.status) {
    case "done":
      draft.emit({
        type: "StepSucceeded",
        data: {
          step: command.step,
          token,
          output: outcome.output,
          evidence: outcome.evidence ?? [],
          observed: command.stage === "observe",
          durationSeconds: secondsBetween(step.startedAt ?? draft.at, draft.at),
        },
      });
      break;
    case "failed":
    case "unreachable":
      // Looking that did not succeed tells nothing about the act: its outcome is still unknown.
      if (command.stage === "observe") settleUnknown(draft, step, token, outcome.message);
      else settleFailed(draft, step, token, command.stage, outcome);
      break;
    case "unknown":
      settleUnknown(draft, step, token, outcome.message);
      break;
    default:
      outcome satisfies never;
  }
  advance(draft, [command.step]);
  return null;
}
