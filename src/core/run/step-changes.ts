import type { RecordedRunEvent } from "./events.ts";
import type { StepState } from "./state.ts";

type Changes = Partial<StepState>;
type EventOf<Type extends RecordedRunEvent["type"]> = Extract<RecordedRunEvent, { readonly type: Type }>;

/** Events of a step's gates, and of what it asks of people. */
export type GateEvent = EventOf<
  | "ApprovalRequested"
  | "ApprovalGiven"
  | "ApprovalRefused"
  | "StepWaiting"
  | "PersonAsked"
  | "DecisionAsked"
  | "DecisionTaken"
  | "StepTaken"
>;

/** Events of the attempts to carry a step out. */
export type AttemptEvent = EventOf<
  | "StepDispatched"
  | "StepClaimed"
  | "StepExecutorLost"
  | "StepObservedNotDone"
  | "StepActed"
  | "StepFlaggedSlow"
>;

/** Events that say how an attempt ended. */
export type ResultEvent = EventOf<"StepSucceeded" | "StepFailed" | "StepOutcomeUnknown">;

/** Events of live edits. */
export type EditEvent = EventOf<
  "StepNotNeeded" | "StepSkipped" | "StepReassigned" | "StepRetried" | "StepDoneByHand"
>;

/** What every settled step notes. */
const settled = ({ at, actor }: RecordedRunEvent) => ({ settledAt: at, settledBy: actor, until: null });

/** What a gate changes: approvals, waits, and what people are asked. */
export function gateChanges(step: StepState, event: GateEvent): Changes {
  const { at, actor } = event;
  switch (event.type) {
    case "ApprovalRequested":
      return { status: "awaiting-approval", readyAt: at };
    case "ApprovalGiven":
      return { approvals: [...step.approvals, actor] };
    case "ApprovalRefused":
      return { status: "failed", message: event.data.reason, approvals: [], settledAt: at };
    case "StepWaiting":
      return {
        status: "waiting",
        dispatch: event.data.dispatch,
        until: event.data.until,
        readyAt: at,
        startedAt: at,
      };
    case "PersonAsked":
      return { status: "awaiting-person", dispatch: event.data.dispatch, readyAt: at };
    case "DecisionAsked":
      return {
        status: "awaiting-decision",
        dispatch: event.data.dispatch,
        until: event.data.until,
        readyAt: at,
        startedAt: at,
      };
    case "DecisionTaken":
      return {
        status: "succeeded",
        option: event.data.option,
        output: { option: event.data.option },
        ...settled(event),
      };
    case "StepTaken":
      return { takenBy: actor, startedAt: step.startedAt ?? at };
    default:
      return event satisfies never;
  }
}

/** What an attempt changes while it is on its way. */
export function attemptChanges(step: StepState, event: AttemptEvent): Changes {
  const { at } = event;
  switch (event.type) {
    case "StepDispatched":
      return {
        status: "dispatched",
        activity: event.data.activity,
        dispatch: event.data.dispatch,
        keyDispatch: step.mayBeDone ? step.keyDispatch : event.data.dispatch,
        resume: event.data.resume,
        readyAt: step.readyAt ?? at,
        until: event.data.notBefore,
        settledAt: null,
        ...(event.data.resume === "act" ? { acted: null } : {}),
      };
    case "StepClaimed":
      return {
        status: "running",
        token: event.data.token,
        node: event.data.node,
        resume: event.data.resume,
        claims: step.claims + 1,
        repeated: step.repeated || event.data.repeats,
        startedAt: step.startedAt ?? at,
        until: null,
      };
    case "StepExecutorLost":
      return { node: null, mayBeDone: step.mayBeDone || step.resume === "act" };
    case "StepObservedNotDone":
      return { resume: "act", mayBeDone: false };
    case "StepActed":
      return { acted: { output: event.data.output }, resume: "verify", mayBeDone: false };
    case "StepFlaggedSlow":
      return { slow: true };
    default:
      return event satisfies never;
  }
}

/** What the end of an attempt changes. */
export function resultChanges(step: StepState, event: ResultEvent): Changes {
  switch (event.type) {
    case "StepSucceeded":
      return {
        status: step.activity === "undo" ? "undone" : "succeeded",
        output: step.activity === "undo" ? step.output : event.data.output,
        message: null,
        mayBeDone: false,
        ...settled(event),
      };
    case "StepFailed":
      return {
        status: step.activity === "undo" ? "undo-failed" : "failed",
        message: event.data.message,
        failures: step.failures + 1,
        ...settled(event),
      };
    case "StepOutcomeUnknown":
      return {
        status: "unknown",
        message: event.data.message,
        mayBeDone: true,
        failures: step.failures + 1,
        ...settled(event),
      };
    default:
      return event satisfies never;
  }
}

function retried(step: StepState, event: EventOf<"StepRetried">): Changes {
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
  return {
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
  };
}

/** What people change in a step while the run goes on. */
export function editChanges(step: StepState, event: EditEvent): Changes {
  const { at } = event;
  switch (event.type) {
    case "StepNotNeeded":
      return { status: "not-needed", ...settled(event) };
    case "StepSkipped":
      return { status: "skipped", message: event.data.reason, ...settled(event) };
    case "StepReassigned":
      return { responsible: event.data.responsible, takenBy: null };
    case "StepRetried":
      return retried(step, event);
    case "StepDoneByHand":
      return {
        status: step.activity === "undo" ? "undone" : "done-by-hand",
        message: event.data.note,
        output: event.data.output,
        startedAt: step.startedAt ?? at,
        mayBeDone: false,
        ...settled(event),
      };
    default:
      return event satisfies never;
  }
}
