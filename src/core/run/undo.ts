import { dispatch } from "./begin.ts";
import type { Draft } from "./draft.ts";
import type { StepState } from "./state.ts";

/** Whether a step left an effect, or may have, that its undo would take back. */
function hasEffect(step: StepState): boolean {
  if (step.activity === "undo" || step.definition.undo === null) return false;
  if (step.status === "succeeded" || step.status === "done-by-hand") return true;
  return step.status === "unknown" || (step.status === "failed" && (step.acted !== null || step.mayBeDone));
}

/** The next step to take back: what is half done first, then the newest of what is done. */
function nextToUndo(draft: Draft): StepState | null {
  const { state } = draft;
  for (const step of state.steps.values()) {
    if ((step.status === "unknown" || step.status === "failed") && hasEffect(step)) return step;
  }
  for (let index = state.satisfiedOrder.length - 1; index >= 0; index -= 1) {
    const step = state.steps.get(state.satisfiedOrder[index] ?? "");
    if (step && hasEffect(step)) return step;
  }
  return null;
}

/** Steps whose undo has begun and is not over: undo goes one step at a time. */
function isUndoing(step: StepState): boolean {
  return (
    step.activity === "undo" &&
    (step.status === "dispatched" || step.status === "undo-failed" || step.status === "unknown")
  );
}

/**
 * Takes the next step back, in reverse order of completion, or finishes the run. A step whose undo
 * failed holds the rest: what came before it may rely on it still being there.
 */
export function finishUndo(draft: Draft): void {
  for (const step of draft.state.steps.values()) if (isUndoing(step)) return;
  const next = nextToUndo(draft);
  if (next) return dispatch(draft, next, { activity: "undo", resume: "act" });
  let left = false;
  for (const step of draft.state.steps.values()) {
    if (step.activity === "undo" && step.status !== "undone") left = true;
    if (step.status === "unknown") left = true;
  }
  draft.emit({ type: "RunFinished", data: { result: left ? "undo-incomplete" : "undone" } });
}
