import type { Actor } from "../model/actor.ts";
import type { StepDefinition, StepId } from "../model/step.ts";
import type { RecordedRunEvent } from "./events.ts";
import { draftOf, isSatisfied, isSettled, type RunState, type StepState } from "./state.ts";

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

/** Writes a step and keeps the counts and the dependents' `unmet` in step with it. */
function put(draft: RunState, before: StepState, changes: Partial<StepState>): void {
  const after = { ...before, ...changes };
  draft.steps.set(after.definition.id, after);
  if (after.status === before.status) return;
  draft.unsettledCount += Number(isSettled(before.status)) - Number(isSettled(after.status));
  draft.runningCount += Number(after.status === "running") - Number(before.status === "running");
  const change = Number(isSatisfied(before.status)) - Number(isSatisfied(after.status));
  if (change === 0) return;
  if (change < 0) draft.satisfiedOrder.push(after.definition.id);
  else draft.satisfiedOrder = draft.satisfiedOrder.filter((id) => id !== after.definition.id);
  for (const id of draft.dependents.get(after.definition.id) ?? []) {
    const dependent = draft.steps.get(id);
    if (dependent) draft.steps.set(id, { ...dependent, unmet: dependent.unmet + change });
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
    put(draft, later, { definition, unmet: later.unmet + 1, status: "pending", approvals: [] });
  }
  draft.dependents.set(step.id, [...(draft.dependents.get(step.id) ?? []), ...before]);
}

function retry(
  draft: RunState,
  step: StepState,
  event: Extract<RecordedRunEvent, { type: "StepRetried" }>,
): void {
  const { changedInput } = event.data;
  const { work } = step.definition;
  const changed =
    changedInput !== null && work.type === "action"
      ? {
          definition: {
            ...step.definition,
            work: {
              ...work,
              action: { ...work.action, with: { ...work.action.with, ...changedInput } },
            },
          },
          authors: [...step.authors, event.actor],
          // What was approved is no longer what will be done.
          approvals: [],
        }
      : {};
  put(draft, step, {
    ...changed,
    status: "pending",
    // Only a finished undo goes back to doing; an undo that failed is undone again.
    activity: step.status === "undo-failed" ? "undo" : "do",
    acted: null,
    failures: 0,
    message: null,
    slow: false,
    settledAt: null,
    settledBy: null,
  });
}

/** Takes back everything that has not begun: what a pause keeps for later and an abort drops. */
function withdraw(draft: RunState, status: "pending" | "cancelled", at: string): void {
  for (const step of draft.steps.values()) {
    const idle = step.status === "dispatched";
    if (idle && step.activity === "undo") {
      // A pause lets the undo of one step go on; otherwise its effect is still there to be undone.
      if (status === "cancelled") put(draft, step, { status: "succeeded", activity: "do" });
      continue;
    }
    const open =
      status === "cancelled" &&
      ["pending", "awaiting-approval", "awaiting-person", "awaiting-decision", "waiting"].includes(
        step.status,
      );
    if (!idle && !open) continue;
    put(draft, step, status === "cancelled" ? { status, settledAt: at } : { status });
  }
}

/** Events about one step that is already part of the run. */
type StepEvent = Exclude<
  RecordedRunEvent,
  {
    readonly type:
      | "RunStarted"
      | "StepInserted"
      | "RunPaused"
      | "RunResumed"
      | "RunAborted"
      | "UndoRequested"
      | "ImpactObserved"
      | "RunFinished"
      | "NoteAdded"
      | "LateResultObserved";
  }
>;

function applyToStep(draft: RunState, step: StepState, event: StepEvent): void {
  const { at, actor } = event;
  const settle = { settledAt: at, settledBy: actor, until: null };
  switch (event.type) {
    case "ApprovalRequested":
      return put(draft, step, { status: "awaiting-approval", readyAt: at });
    case "ApprovalGiven":
      return put(draft, step, { approvals: [...step.approvals, actor] });
    case "ApprovalRefused":
      return put(draft, step, { status: "failed", message: event.data.reason, approvals: [], settledAt: at });
    case "StepDispatched":
      return put(draft, step, {
        status: "dispatched",
        activity: event.data.activity,
        dispatch: event.data.dispatch,
        keyDispatch: step.mayBeDone ? step.keyDispatch : event.data.dispatch,
        resume: event.data.resume,
        readyAt: step.readyAt ?? at,
        until: event.data.notBefore,
        settledAt: null,
        ...(event.data.resume === "act" ? { acted: null } : {}),
      });
    case "StepWaiting":
      return put(draft, step, {
        status: "waiting",
        dispatch: event.data.dispatch,
        until: event.data.until,
        readyAt: at,
        startedAt: at,
      });
    case "PersonAsked":
      return put(draft, step, { status: "awaiting-person", dispatch: event.data.dispatch, readyAt: at });
    case "DecisionAsked":
      return put(draft, step, {
        status: "awaiting-decision",
        dispatch: event.data.dispatch,
        until: event.data.until,
        readyAt: at,
        startedAt: at,
      });
    case "DecisionTaken":
      return put(draft, step, {
        status: "succeeded",
        option: event.data.option,
        output: { option: event.data.option },
        ...settle,
      });
    case "StepClaimed":
      return put(draft, step, {
        status: "running",
        token: event.data.token,
        node: event.data.node,
        resume: event.data.resume,
        claims: step.claims + 1,
        repeated: step.repeated || event.data.repeats,
        startedAt: step.startedAt ?? at,
        until: null,
      });
    case "StepExecutorLost":
      return put(draft, step, { node: null, mayBeDone: step.mayBeDone || step.resume === "act" });
    case "StepObservedNotDone":
      return put(draft, step, { resume: "act", mayBeDone: false });
    case "StepActed":
      return put(draft, step, { acted: { output: event.data.output }, resume: "verify", mayBeDone: false });
    case "StepSucceeded":
      return put(draft, step, {
        status: step.activity === "undo" ? "undone" : "succeeded",
        output: step.activity === "undo" ? step.output : event.data.output,
        message: null,
        mayBeDone: false,
        ...settle,
      });
    case "StepFailed":
      return put(draft, step, {
        status: step.activity === "undo" ? "undo-failed" : "failed",
        message: event.data.message,
        failures: step.failures + 1,
        ...settle,
      });
    case "StepOutcomeUnknown":
      return put(draft, step, {
        status: "unknown",
        message: event.data.message,
        mayBeDone: true,
        failures: step.failures + 1,
        ...settle,
      });
    case "StepFlaggedSlow":
      return put(draft, step, { slow: true });
    case "StepNotNeeded":
      return put(draft, step, { status: "not-needed", ...settle });
    case "StepSkipped":
      return put(draft, step, { status: "skipped", message: event.data.reason, ...settle });
    case "StepReassigned":
      return put(draft, step, { responsible: event.data.responsible, takenBy: null });
    case "StepRetried":
      return retry(draft, step, event);
    case "StepDoneByHand":
      return put(draft, step, {
        status: step.activity === "undo" ? "undone" : "done-by-hand",
        message: event.data.note,
        output: event.data.output,
        startedAt: step.startedAt ?? at,
        mayBeDone: false,
        ...settle,
      });
    case "StepTaken":
      return put(draft, step, { takenBy: actor, startedAt: step.startedAt ?? at });
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
      draft.undoScope = event.data.step ?? "run";
      if (event.data.step !== null) return;
      draft.status = "undoing";
      draft.result = null;
      draft.finishedAt = null;
      return withdraw(draft, "cancelled", event.at);
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
      if (step) applyToStep(draft, step, event);
    }
  }
}

/** The state after one more event; the given state is left as it was. */
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
