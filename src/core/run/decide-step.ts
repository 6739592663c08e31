import { secondsBetween } from "../model/instant.ts";
import type { DecisionOption, StepDefinition, StepId } from "../model/step.ts";
import { advance } from "./advance.ts";
import { dispatch } from "./begin.ts";
import type { PersonCommand, Refusal } from "./commands.ts";
import { type Draft, refuse, stepOf } from "./draft.ts";
import { graphFault } from "./graph.ts";
import { stepPermission } from "./permission.ts";
import type { StepState } from "./state.ts";

type Command<Type extends PersonCommand["type"]> = Extract<PersonCommand, { readonly type: Type }>;
type StepCommand = Exclude<Extract<PersonCommand, { readonly step: StepId }>, { readonly type: "AddNote" }>;

function reasonOf(command: StepCommand): string | null {
  if ("reason" in command) return command.reason;
  return command.type === "MarkDoneByHand" ? command.note : null;
}

function approve(draft: Draft, step: StepState, note: string): void {
  draft.emit({ type: "ApprovalGiven", data: { step: step.definition.id, note } });
  advance(draft, [step.definition.id]);
}

function complete(draft: Draft, step: StepState, command: Command<"CompleteStep">): Refusal | null {
  const { work, id } = step.definition;
  const needsEvidence = work.type === "person" && work.evidenceRequired && draft.state.mode === "live";
  if (
    command.result === "done" &&
    needsEvidence &&
    command.note.trim() === "" &&
    command.evidence.length === 0
  ) {
    return refuse("evidence-missing", "This step asks for evidence: say what you saw, or attach it.");
  }
  if (command.result === "failed") {
    draft.emit({
      type: "StepFailed",
      data: {
        step: id,
        token: null,
        outcome: "failed",
        at: "person",
        message: command.note,
        output: null,
        evidence: command.evidence,
      },
    });
    return null;
  }
  // A person's word is verified like a machine's: the checks of the step follow.
  if (step.definition.verify.length > 0 && draft.state.mode === "live") {
    draft.emit({
      type: "StepActed",
      data: {
        step: id,
        token: { dispatch: step.dispatch, retry: 0 },
        output: { note: command.note },
        evidence: command.evidence,
      },
    });
    advance(draft, [id]);
    return null;
  }
  draft.emit({
    type: "StepSucceeded",
    data: {
      step: id,
      token: null,
      output: { note: command.note },
      evidence: command.evidence,
      observed: false,
      durationSeconds: secondsBetween(step.startedAt ?? step.readyAt ?? draft.at, draft.at),
    },
  });
  advance(draft, [id]);
  return null;
}

/** Takes an option of a decision, by a person or by its time-out, with what the option does to the run. */
export function takeOption(draft: Draft, step: StepState, option: DecisionOption, reason: string): void {
  draft.emit({ type: "DecisionTaken", data: { step: step.definition.id, option: option.id, reason } });
  switch (option.effect) {
    case "continue":
      break;
    case "abort":
      draft.emit({ type: "RunAborted", data: { reason: `${option.title}: ${reason}` } });
      break;
    case "undo":
      draft.emit({ type: "UndoRequested", data: { step: null, reason: `${option.title}: ${reason}` } });
      break;
    default:
      option.effect satisfies never;
  }
  advance(draft, [step.definition.id]);
}

function decideOption(draft: Draft, step: StepState, command: Command<"DecideOption">): Refusal | null {
  const { work } = step.definition;
  const options = work.type === "decision" ? work.options : [];
  const option = options.find((candidate) => candidate.id === command.option);
  if (!option) {
    const known = options.map((candidate) => candidate.id).join(", ");
    return refuse("unknown-option", `"${command.option}" is none of the options: ${known}.`);
  }
  takeOption(draft, step, option, command.reason);
  return null;
}

function retry(draft: Draft, step: StepState, command: Command<"RetryStep">): Refusal | null {
  const { id, work } = step.definition;
  if (command.changedInput !== null && work.type !== "action") {
    return refuse("illegal-edit", `Step ${id} is no automated action: it has no input to change.`);
  }
  const isUndo = step.activity === "undo" && step.status !== "undone";
  draft.emit({
    type: "StepRetried",
    data: { step: id, reason: command.reason, changedInput: command.changedInput },
  });
  if (isUndo) dispatch(draft, stepOf(draft, id), { activity: "undo", resume: "act" });
  else advance(draft, [id]);
  return null;
}

/** A step put into a running run, before steps that have not begun. */
export function insertStep(draft: Draft, command: Command<"InsertStep">): Refusal | null {
  const { definition, before } = command;
  const all: Pick<StepDefinition, "id" | "after">[] = [];
  for (const step of draft.state.steps.values()) {
    const { id, after } = step.definition;
    all.push({ id, after: before.includes(id) ? [...after, definition.id] : after });
  }
  const fault = graphFault([...all, definition]);
  if (fault !== null) return refuse("illegal-edit", fault);
  for (const id of before) {
    const later = draft.state.steps.get(id);
    if (!later) return refuse("step-missing", `There is no step ${id}.`);
    const refusal = stepPermission(draft.state, later, "InsertStep", draft.actor);
    if (refusal) return refusal;
  }
  if (draft.state.status !== "running" && draft.state.status !== "paused") {
    return refuse("run-status", `The run is ${draft.state.status}: no step can be inserted.`);
  }
  draft.emit({ type: "StepInserted", data: { step: definition, before, reason: command.reason } });
  advance(draft, [definition.id]);
  return null;
}

function apply(draft: Draft, step: StepState, command: StepCommand): Refusal | null {
  const id = command.step;
  switch (command.type) {
    case "ApproveStep":
      approve(draft, step, command.note);
      return null;
    case "RefuseApproval":
      draft.emit({ type: "ApprovalRefused", data: { step: id, reason: command.reason } });
      return null;
    case "TakeStep":
      draft.emit({ type: "StepTaken", data: { step: id } });
      return null;
    case "CompleteStep":
      return complete(draft, step, command);
    case "DecideOption":
      return decideOption(draft, step, command);
    case "SkipStep":
      draft.emit({ type: "StepSkipped", data: { step: id, reason: command.reason } });
      break;
    case "ReassignStep":
      draft.emit({
        type: "StepReassigned",
        data: { step: id, responsible: command.responsible, reason: command.reason },
      });
      return null;
    case "RetryStep":
      return retry(draft, step, command);
    case "MarkDoneByHand":
      draft.emit({
        type: "StepDoneByHand",
        data: { step: id, note: command.note, output: command.output, evidence: command.evidence },
      });
      break;
    case "UndoStep":
      draft.emit({ type: "UndoRequested", data: { step: id, reason: command.reason } });
      dispatch(draft, stepOf(draft, id), { activity: "undo", resume: "act" });
      return null;
    default:
      return command satisfies never;
  }
  advance(draft, [id]);
  return null;
}

/** A person's command about one step: permission first, the same for every face. */
export function decideStep(draft: Draft, command: StepCommand): Refusal | null {
  const step = draft.state.steps.get(command.step);
  if (!step) return refuse("step-missing", `There is no step ${command.step}.`);
  const refusal = stepPermission(draft.state, step, command.type, draft.actor);
  if (refusal) return refusal;
  if (reasonOf(command)?.trim() === "") {
    return refuse("reason-missing", "Say why: the reason stands in the record of the run.");
  }
  return apply(draft, step, command);
}
