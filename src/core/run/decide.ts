import { millisecondsOf } from "../model/instant.ts";
import { advance } from "./advance.ts";
import type { EngineCommand, PersonCommand, Refusal, RunCommand } from "./commands.ts";
import { claimStep, recordAct, recordNotDone, settleStep } from "./decide-attempt.ts";
import { changeLead } from "./decide-lead.ts";
import { decideStep, insertStep, takeOption } from "./decide-step.ts";
import { type Draft, openDraft, refuse } from "./draft.ts";
import type { RunEvent } from "./events.ts";
import { graphFault } from "./graph.ts";
import { runPermission } from "./permission.ts";
import type { RunState } from "./state.ts";

/** Events to append (none: the command changes nothing) with the state after them, or why it is not allowed now. */
export type Decision =
  | { readonly status: "accepted"; readonly events: readonly RunEvent[]; readonly state: RunState }
  | { readonly status: "refused"; readonly refusal: Refusal };

type Command<Type extends (EngineCommand | PersonCommand)["type"]> = Extract<
  EngineCommand | PersonCommand,
  { readonly type: Type }
>;

function startRun(draft: Draft, command: Command<"StartRun">): Refusal | null {
  if (draft.state.status !== "none")
    return refuse("run-exists", "A run with this id has been started already.");
  if (command.reason.trim() === "") return refuse("reason-missing", "Say why the run is started.");
  if (command.plan.steps.length === 0) return refuse("plan-invalid", "The runbook has no steps.");
  const fault = graphFault(command.plan.steps);
  if (fault !== null) return refuse("plan-invalid", fault);
  const { plan, mode, reason, impact, detection, slowAfterSeconds, measuredSeconds } = command;
  const known = measuredSeconds === undefined ? {} : { measuredSeconds };
  draft.emit({
    type: "RunStarted",
    data: { plan, mode, reason, impact, detection, slowAfterSeconds, ...known },
  });
  advance(draft, draft.state.steps.keys());
  return null;
}

function fireTimer(draft: Draft, command: Command<"FireTimer">): Refusal | null {
  const step = draft.state.steps.get(command.step);
  if (!step || step.dispatch !== command.dispatch) return null;
  const { id, work } = step.definition;
  if (command.purpose === "slow") {
    const afterSeconds = draft.state.slowAfterSeconds[id];
    if (step.status !== "running" || step.slow || afterSeconds === undefined) return null;
    draft.emit({ type: "StepFlaggedSlow", data: { step: id, dispatch: step.dispatch, afterSeconds } });
    return null;
  }
  // That it is due is the queue's word. Comparing with `until`, which another node's clock has set, would drop
  // the only timer of a step when this clock is a little behind, and the step would wait for ever.
  const isOpen = draft.state.status === "running" || draft.state.status === "paused";
  if (!isOpen) return null;
  if (command.purpose === "wait" && step.status === "waiting") {
    draft.emit({
      type: "StepSucceeded",
      data: {
        step: id,
        token: null,
        output: {},
        evidence: [],
        observed: false,
        durationSeconds: work.type === "wait" ? work.seconds : 0,
      },
    });
    advance(draft, [id]);
  }
  if (command.purpose === "decision" && step.status === "awaiting-decision" && work.type === "decision") {
    const option = work.options.find((candidate) => candidate.id === work.defaultOption);
    if (option) takeOption(draft, step, option, "nobody decided in time");
  }
  return null;
}

function changeRun(
  draft: Draft,
  command: Command<"PauseRun" | "ResumeRun" | "AbortRun" | "UndoRun">,
): Refusal | null {
  const refusal = runPermission(draft.state, command.type, draft.actor);
  if (refusal) return refusal;
  if (command.reason.trim() === "") {
    return refuse("reason-missing", "Say why: the reason stands in the record of the run.");
  }
  const data = { reason: command.reason };
  switch (command.type) {
    case "PauseRun":
      draft.emit({ type: "RunPaused", data });
      return null;
    case "ResumeRun":
      draft.emit({ type: "RunResumed", data });
      break;
    case "AbortRun":
      draft.emit({ type: "RunAborted", data });
      break;
    case "UndoRun":
      draft.emit({ type: "UndoRequested", data: { step: null, ...data } });
      break;
    default:
      command satisfies never;
  }
  advance(draft, draft.state.steps.keys());
  return null;
}

function addNote(draft: Draft, command: Command<"AddNote">): Refusal | null {
  if (command.step !== null && !draft.state.steps.has(command.step)) {
    return refuse("step-missing", `There is no step ${command.step}.`);
  }
  if (command.text.trim() === "") return refuse("reason-missing", "The note is empty.");
  draft.emit({ type: "NoteAdded", data: { step: command.step, text: command.text } });
  return null;
}

function observeImpact(draft: Draft, command: Command<"ObserveImpact">): Refusal | null {
  const { impact, startedAt } = draft.state;
  const { beganAt, endedAt } = command.impact;
  // The outside record still tells of the last outage when a later run begins: that one is not its own.
  const wasOver =
    endedAt !== null && startedAt !== null && millisecondsOf(endedAt) < millisecondsOf(startedAt);
  if (wasOver && impact?.beganAt !== beganAt) return null;
  const isSame = impact !== null && JSON.stringify(impact) === JSON.stringify(command.impact);
  if (!isSame) draft.emit({ type: "ImpactObserved", data: { impact: command.impact } });
  return null;
}

function dispatchCommand(draft: Draft, command: RunCommand): Refusal | null {
  if (command.type === "StartRun") return startRun(draft, command);
  if (draft.state.status === "none") return refuse("run-missing", "There is no such run.");
  switch (command.type) {
    case "ClaimStep":
      return claimStep(draft, command);
    case "RecordNotDone":
      return recordNotDone(draft, command);
    case "RecordAct":
      return recordAct(draft, command);
    case "SettleStep":
      return settleStep(draft, command);
    case "FireTimer":
      return fireTimer(draft, command);
    case "ObserveImpact":
      return observeImpact(draft, command);
    case "InsertStep":
      return insertStep(draft, command);
    case "AddNote":
      return addNote(draft, command);
    case "OfferLead":
    case "AcceptLead":
    case "DeclineLead":
      return changeLead(draft, command);
    case "PauseRun":
    case "ResumeRun":
    case "AbortRun":
    case "UndoRun":
      return changeRun(draft, command);
    default:
      return decideStep(draft, command);
  }
}

/**
 * What follows from a command in a state. Pure: the same command in the same state always gives the
 * same events. Time, actor and observations come with the command.
 */
export function decide(command: RunCommand, state: RunState): Decision {
  const draft = openDraft(state, command.actor, command.at);
  const refusal = dispatchCommand(draft, command);
  return refusal
    ? { status: "refused", refusal }
    : { status: "accepted", events: draft.events, state: draft.state };
}
