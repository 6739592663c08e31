import type { Actor } from "../model/actor.ts";
import type { StepDefinition, StepId } from "../model/step.ts";
import type { RecordedRunEvent } from "./events.ts";
import { putStep } from "./put-step.ts";
import { draftOf, isSatisfied, type RunState, type StepState } from "./state.ts";
import {
  type AttemptEvent,
  attemptChanges,
  type EditEvent,
  editChanges,
  type GateEvent,
  gateChanges,
  type ResultEvent,
  resultChanges,
} from "./step-changes.ts";

function newStep(definition: StepDefinition, unmet: number, authors: readonly Actor[]): StepState {
  return {
    definition,
    status: "pending",
    activity: "do",
    unmet,
    dispatch: 0,
    keyDispatch: 0,
    token: null,
    node: null,
    resume: "act",
    acted: null,
    failures: 0,
    claims: 0,
    mayBeDone: false,
    repeated: false,
    responsible: definition.responsible,
    takenBy: null,
    approvals: [],
    authors,
    output: null,
    option: null,
    message: null,
    slow: false,
    until: null,
    readyAt: null,
    startedAt: null,
    settledAt: null,
    settledBy: null,
  };
}

function linkDependents(draft: RunState, step: StepDefinition): void {
  for (const before of step.after) {
    draft.dependents.set(before, [...(draft.dependents.get(before) ?? []), step.id]);
  }
}

function start(draft: RunState, event: Extract<RecordedRunEvent, { type: "RunStarted" }>): void {
  const { data } = event;
  draft.status = "running";
  draft.plan = data.plan;
  draft.mode = data.mode;
  draft.reason = data.reason;
  draft.impact = data.impact;
  draft.detection = data.detection;
  draft.slowAfterSeconds = data.slowAfterSeconds;
  draft.measuredSeconds = data.measuredSeconds ?? {};
  draft.lead = event.actor;
  draft.startedBy = event.actor;
  draft.startedAt = event.at;
  draft.unsettledCount = data.plan.steps.length;
  const lists = new Map<StepId, StepId[]>();
  for (const definition of data.plan.steps) {
    draft.steps.set(definition.id, newStep(definition, definition.after.length, []));
    for (const before of definition.after) {
      const list = lists.get(before);
      if (list) list.push(definition.id);
      else lists.set(before, [definition.id]);
    }
  }
  draft.dependents = lists;
}

function insert(draft: RunState, event: Extract<RecordedRunEvent, { type: "StepInserted" }>): void {
  const { step, before } = event.data;
  const unmet = step.after.filter((id) => !isSatisfied(draft.steps.get(id)?.status ?? "pending")).length;
  draft.steps.set(step.id, newStep(step, unmet, [event.actor]));
  draft.unsettledCount += 1;
  linkDependents(draft, step);
  for (const id of before) {
    const later = draft.steps.get(id);
    if (!later) continue;
    const definition = { ...later.definition, after: [...later.definition.after, step.id] };
    putStep(draft, later, { definition, unmet: later.unmet + 1, status: "pending", approvals: [] });
  }
  draft.dependents.set(step.id, [...(draft.dependents.get(step.id) ?? []), ...before]);
}

/** Takes back everything that has not begun: what a pause keeps for later and an abort drops. */
function withdraw(draft: RunState, status: "pending" | "cancelled", at: string): void {
  for (const step of draft.steps.values()) {
    const idle = step.status === "dispatched";
    if (idle && step.activity === "undo") {
      // A pause lets the undo of one step go on; otherwise its effect is still there to be undone.
      if (status === "cancelled") putStep(draft, step, { status: "succeeded", activity: "do" });
      continue;
    }
    const open =
      status === "cancelled" &&
      ["pending", "awaiting-approval", "awaiting-person", "awaiting-decision", "waiting"].includes(
        step.status,
      );
    if (!idle && !open) continue;
    putStep(draft, step, status === "cancelled" ? { status, settledAt: at } : { status });
  }
}

/** What an event about one step that is part of the run changes in it. */
function changesOf(
  step: StepState,
  event: GateEvent | AttemptEvent | ResultEvent | EditEvent,
): Partial<StepState> {
  switch (event.type) {
    case "ApprovalRequested":
    case "ApprovalGiven":
    case "ApprovalRefused":
    case "StepWaiting":
    case "PersonAsked":
    case "DecisionAsked":
    case "DecisionTaken":
    case "StepTaken":
      return gateChanges(step, event);
    case "StepDispatched":
    case "StepClaimed":
    case "StepExecutorLost":
    case "StepObservedNotDone":
    case "StepActed":
    case "StepFlaggedSlow":
      return attemptChanges(step, event);
    case "StepSucceeded":
    case "StepFailed":
    case "StepOutcomeUnknown":
      return resultChanges(step, event);
    case "StepNotNeeded":
    case "StepSkipped":
    case "StepReassigned":
    case "StepRetried":
    case "StepDoneByHand":
      return editChanges(step, event);
    default:
      return event satisfies never;
  }
}

/** Changes `draft` by one event. Only folds and deciders call it, on drafts of their own. */
export function applyEvent(draft: RunState, event: RecordedRunEvent): void {
  switch (event.type) {
    case "RunStarted":
      return start(draft, event);
    case "StepInserted":
      return insert(draft, event);
    case "RunPaused":
      draft.status = "paused";
      return withdraw(draft, "pending", event.at);
    case "RunResumed":
      draft.status = "running";
      return;
    case "RunAborted":
      draft.status = "aborting";
      return withdraw(draft, "cancelled", event.at);
    case "UndoRequested":
      if (event.data.step !== null) return;
      draft.status = "undoing";
      draft.result = null;
      draft.finishedAt = null;
      return withdraw(draft, "cancelled", event.at);
    case "LeadOffered":
      draft.leadOffer = { ...event.data, by: event.actor, at: event.at };
      return;
    case "LeadAccepted":
      draft.lead = event.actor;
      draft.leadOffer = null;
      return;
    case "LeadDeclined":
      draft.leadOffer = null;
      return;
    case "ImpactObserved":
      draft.impact = event.data.impact;
      return;
    case "RunFinished":
      draft.status = "finished";
      draft.result = event.data.result;
      draft.finishedAt = event.at;
      return;
    case "NoteAdded":
    case "LateResultObserved":
      return;
    default: {
      const step = draft.steps.get(event.data.step);
      if (step) putStep(draft, step, changesOf(step, event));
    }
  }
}

/**
 * The state after one more event; the given state is left as it was.
 *
 * @public
 */
export function evolve(state: RunState, event: RecordedRunEvent): RunState {
  const draft = draftOf(state);
  applyEvent(draft, event);
  return draft;
}

/** The state after many more events, in linear time. */
export function fold(state: RunState, events: readonly RecordedRunEvent[]): RunState {
  const draft = draftOf(state);
  for (const event of events) applyEvent(draft, event);
  return draft;
}
