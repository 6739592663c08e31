import { type Actor, actorName, isSamePerson } from "../model/actor.ts";
import type { Ref } from "../model/ref.ts";
import type { PersonCommand, Refusal } from "./commands.ts";
import { refuse } from "./draft.ts";
import type { RunState, StepState, StepStatus } from "./state.ts";

/** Commands about one step that a person can give. */
export type StepCommandType = Extract<PersonCommand, { readonly step: string }>["type"] | "InsertStep";
/** Commands about the run as a whole that a person can give once it has started. */
export type RunCommandType =
  | "PauseRun"
  | "ResumeRun"
  | "AbortRun"
  | "UndoRun"
  | "OfferLead"
  | "AcceptLead"
  | "DeclineLead";

/**
 * What the status of a step permits. Buttons, command line and decider ask this one table, so a
 * disabled button and a refused command give the same reason.
 */
const permittedIn: { readonly [command in Exclude<StepCommandType, "InsertStep">]: readonly StepStatus[] } = {
  ApproveStep: ["awaiting-approval"],
  RefuseApproval: ["awaiting-approval"],
  TakeStep: ["awaiting-person"],
  CompleteStep: ["awaiting-person"],
  DecideOption: ["awaiting-decision"],
  SkipStep: [
    "pending",
    "awaiting-approval",
    "awaiting-person",
    "awaiting-decision",
    "waiting",
    "dispatched",
    "failed",
    "unknown",
    "undo-failed",
    "undone",
  ],
  ReassignStep: [
    "pending",
    "awaiting-approval",
    "awaiting-person",
    "awaiting-decision",
    "waiting",
    "dispatched",
    "running",
    "failed",
    "unknown",
  ],
  RetryStep: ["failed", "unknown", "undone", "undo-failed"],
  MarkDoneByHand: ["awaiting-person", "dispatched", "failed", "unknown", "undo-failed"],
  UndoStep: ["succeeded", "done-by-hand"],
};

const verb: { readonly [command in StepCommandType]: string } = {
  ApproveStep: "approve",
  RefuseApproval: "refuse approval of",
  TakeStep: "take",
  CompleteStep: "complete",
  DecideOption: "decide",
  SkipStep: "skip",
  InsertStep: "insert before",
  ReassignStep: "reassign",
  RetryStep: "retry",
  MarkDoneByHand: "mark as done by hand",
  UndoStep: "undo",
};

function isOf(actor: Actor, ref: Ref): boolean {
  return actor.type === "person" && (actor.ref === ref || actor.teams.includes(ref));
}

function approvalPermission(state: RunState, step: StepState, actor: Actor): Refusal | null {
  const { approval } = step.definition;
  if (approval === null) return refuse("step-status", "This step needs no approval.");
  if (!isOf(actor, approval.by)) {
    return refuse(
      "not-authorised",
      `Only ${approval.by} may approve this step; ${actorName(actor)} is not of it.`,
    );
  }
  if (approval.notTheStarter && state.startedBy !== null && isSamePerson(state.startedBy, actor)) {
    return refuse(
      "doer-is-approver",
      `${actorName(actor)} started this run and so cannot approve this step.`,
    );
  }
  if (step.authors.some((author) => isSamePerson(author, actor))) {
    return refuse("doer-is-approver", `${actorName(actor)} changed this step and so cannot approve it.`);
  }
  if (actor.type === "person" && step.responsible === actor.ref) {
    return refuse("doer-is-approver", `${actorName(actor)} carries this step out and so cannot approve it.`);
  }
  if (step.approvals.some((given) => isSamePerson(given, actor))) {
    return refuse("already-approved", `${actorName(actor)} has approved this step already.`);
  }
  return null;
}

/** The undo of one step alone is safe only while nothing that relies on it has begun. */
function undoPermission(state: RunState, step: StepState): Refusal | null {
  if (step.definition.undo === null) {
    return refuse("step-status", "This step declares no undo: take it back by hand and note what you did.");
  }
  for (const id of state.dependents.get(step.definition.id) ?? []) {
    const status = state.steps.get(id)?.status ?? "pending";
    if (!["pending", "awaiting-approval", "not-needed", "skipped", "undone"].includes(status)) {
      return refuse(
        "step-status",
        `Step ${id} relies on this step and is ${status}: undo that one first, or the run.`,
      );
    }
  }
  return null;
}

/** Why `actor` may not give this command about this step now, or null when it may. */
export function stepPermission(
  state: RunState,
  step: StepState,
  command: StepCommandType,
  actor: Actor,
): Refusal | null {
  if (state.status === "none") return refuse("run-missing", "There is no such run.");
  const undoing = state.status === "undoing" && step.activity === "undo";
  if (state.status === "finished") return refuse("run-over", `The run is over (${state.result}).`);
  if (state.status !== "running" && state.status !== "paused" && !undoing && command !== "ReassignStep") {
    return refuse("run-status", `The run is ${state.status}: its steps can no longer be changed.`);
  }
  if (command === "InsertStep") {
    return step.status === "pending" || step.status === "awaiting-approval"
      ? null
      : refuse(
          "illegal-edit",
          `Step ${step.definition.id} is ${step.status}: nothing can be inserted before it.`,
        );
  }
  if (!permittedIn[command].includes(step.status)) {
    return refuse("step-status", `A step that is ${step.status} cannot be ${past(command)}.`);
  }
  const takesBack = command === "UndoStep" || (command === "RetryStep" && step.status === "undo-failed");
  if (takesBack && state.status === "paused") {
    return refuse("run-status", "The run is paused: let it go on before a step is undone.");
  }
  switch (command) {
    case "ApproveStep":
    case "RefuseApproval":
      return approvalPermission(state, step, actor);
    case "DecideOption":
      return step.definition.work.type === "decision" && !isOf(actor, step.definition.work.authority)
        ? refuse("not-authorised", `Only ${step.definition.work.authority} may decide this.`)
        : null;
    case "UndoStep":
      return undoPermission(state, step);
    default:
      return null;
  }
}

function past(command: StepCommandType): string {
  const words: Partial<Record<StepCommandType, string>> = {
    ApproveStep: "approved",
    RefuseApproval: "refused",
    TakeStep: "taken",
    CompleteStep: "completed by a person",
    DecideOption: "decided",
    SkipStep: "skipped",
    ReassignStep: "reassigned",
    RetryStep: "retried",
    MarkDoneByHand: "marked as done by hand",
    UndoStep: "undone",
  };
  return words[command] ?? verb[command];
}

const underWay: readonly RunState["status"][] = ["running", "paused", "aborting", "undoing"];

const runPermittedIn: { readonly [command in RunCommandType]: readonly RunState["status"][] } = {
  PauseRun: ["running"],
  ResumeRun: ["paused"],
  AbortRun: ["running", "paused"],
  UndoRun: ["running", "paused", "aborting", "finished"],
  OfferLead: underWay,
  AcceptLead: underWay,
  DeclineLead: underWay,
};

/**
 * Anybody may offer the lead: whoever has it may be the one who cannot be reached, and an offer moves nothing until it
 * is accepted. Only the one it is offered to accepts; whoever offered or has the lead may take the offer back.
 */
function leadPermission(
  { lead, leadOffer: offer }: RunState,
  command: RunCommandType,
  actor: Actor,
): Refusal | null {
  if (command !== "AcceptLead" && command !== "DeclineLead") return null;
  if (offer === null) return refuse("run-status", "The lead of this run is not offered to anybody.");
  const isAsked = actor.type === "person" && actor.ref === offer.to;
  if (isAsked) return null;
  if (command === "AcceptLead") {
    return refuse(
      "not-authorised",
      `The lead is offered to ${offer.to}; ${actorName(actor)} cannot accept it.`,
    );
  }
  const mayWithdraw = isSamePerson(offer.by, actor) || (lead !== null && isSamePerson(lead, actor));
  return mayWithdraw
    ? null
    : refuse("not-authorised", `The lead is offered to ${offer.to} by ${actorName(offer.by)}.`);
}

/** Why `actor` may not give this command about the whole run now, or null when it may. */
export function runPermission(state: RunState, command: RunCommandType, actor: Actor): Refusal | null {
  if (state.status === "none") return refuse("run-missing", "There is no such run.");
  if (command === "UndoRun" && state.mode !== "live") {
    return refuse("run-status", `A ${state.mode} changes nothing, so there is nothing to undo.`);
  }
  if (command === "UndoRun" && state.status === "finished" && state.result !== "aborted") {
    return refuse("run-over", `The run is over (${state.result}); use the runbook that leads back.`);
  }
  if (runPermittedIn[command].includes(state.status)) return leadPermission(state, command, actor);
  return state.status === "finished"
    ? refuse("run-over", `The run is over (${state.result}).`)
    : refuse("run-status", `The run is ${state.status}.`);
}
