import { addSeconds } from "../model/instant.ts";
import type { Draft } from "./draft.ts";
import type { Resume } from "./events.ts";
import type { StepState } from "./state.ts";

/**
 * A step that was never claimed is simply done; one whose act is done is only verified (a pause may
 * have withdrawn it in between); one that may be done, and can be observed, is looked at first.
 */
function resumeOf(step: StepState): Resume {
  const { work } = step.definition;
  if (step.acted !== null) return "verify";
  const mayBeDone = step.claims > 0 && work.type === "action" && work.action.policy === "observe";
  return mayBeDone ? "observe" : "act";
}

/** Hands a step to the executors. */
export function dispatch(
  draft: Draft,
  step: StepState,
  options: { readonly activity?: "do" | "undo"; readonly resume?: Resume; readonly notBefore?: string } = {},
): void {
  draft.emit({
    type: "StepDispatched",
    data: {
      step: step.definition.id,
      dispatch: step.dispatch + 1,
      activity: options.activity ?? "do",
      resume: options.resume ?? resumeOf(step),
      notBefore: options.notBefore ?? null,
    },
  });
}

function succeedAtOnce(draft: Draft, step: StepState, output: { readonly [key: string]: string }): void {
  draft.emit({
    type: "StepSucceeded",
    data: {
      step: step.definition.id,
      token: null,
      output,
      evidence: [],
      observed: false,
      durationSeconds: 0,
    },
  });
}

function askPerson(draft: Draft, step: StepState, instructions: string): void {
  draft.emit({
    type: "PersonAsked",
    data: {
      step: step.definition.id,
      dispatch: step.dispatch + 1,
      responsible: step.responsible,
      instructions,
    },
  });
}

function askDecision(draft: Draft, step: StepState, timeoutSeconds: number | null): void {
  const until = timeoutSeconds === null ? null : addSeconds(draft.at, timeoutSeconds);
  draft.emit({
    type: "DecisionAsked",
    data: { step: step.definition.id, dispatch: step.dispatch + 1, until },
  });
}

/** In a walkthrough people say of each step that it was gone through; nothing is called. */
function beginWalkthrough(draft: Draft, step: StepState): void {
  const { work, title } = step.definition;
  if (work.type === "join") return succeedAtOnce(draft, step, {});
  if (work.type === "decision") return askDecision(draft, step, null);
  askPerson(draft, step, work.type === "person" ? work.instructions : `Walk through: ${title}`);
}

/** In a rehearsal nobody is asked and nothing is waited for; what was assumed is on record. */
function beginRehearsal(draft: Draft, step: StepState): void {
  const { work } = step.definition;
  switch (work.type) {
    case "action":
    case "check":
      return dispatch(draft, step, { resume: "act" });
    case "join":
      return succeedAtOnce(draft, step, {});
    case "wait":
      return succeedAtOnce(draft, step, { assumed: `the wait of ${work.seconds} s has passed` });
    case "person":
      return succeedAtOnce(draft, step, { assumed: `${step.responsible} has done it` });
    case "decision": {
      const usual = work.options.find((option) => option.effect === "continue") ?? work.options[0];
      const option = work.defaultOption ?? usual?.id ?? "";
      return draft.emit({
        type: "DecisionTaken",
        data: { step: step.definition.id, option, reason: `assumed in rehearsal; ${work.authority} decides` },
      });
    }
    default:
      return work satisfies never;
  }
}

/** Starts the work of a step whose gates are open. */
export function begin(draft: Draft, step: StepState): void {
  if (draft.state.mode === "walkthrough") return beginWalkthrough(draft, step);
  if (draft.state.mode === "rehearsal") return beginRehearsal(draft, step);
  const { work, verify } = step.definition;
  // Done, by a machine or by a person's word: what is left is to verify it.
  if (step.acted !== null) return dispatch(draft, step);
  switch (work.type) {
    case "action":
    case "check":
      return dispatch(draft, step);
    case "join":
      return verify.length > 0 ? dispatch(draft, step) : succeedAtOnce(draft, step, {});
    case "wait":
      return draft.emit({
        type: "StepWaiting",
        data: {
          step: step.definition.id,
          dispatch: step.dispatch + 1,
          until: addSeconds(draft.at, work.seconds),
        },
      });
    case "person":
      return askPerson(draft, step, work.instructions);
    case "decision":
      return askDecision(draft, step, work.timeoutSeconds);
    default:
      return work satisfies never;
  }
}
