import type { StepId } from "../model/step.ts";
import { begin } from "./begin.ts";
import { isNeeded } from "./condition.ts";
import { type Draft, stepOf } from "./draft.ts";
import type { RunResult } from "./events.ts";
import { isSatisfied, type StepState } from "./state.ts";
import { finishUndo } from "./undo.ts";

/** Opens a step whose predecessors are satisfied: not needed, or at its approval gate, or begun. */
function open(draft: Draft, step: StepState): void {
  const { id, when, approval } = step.definition;
  if (!isNeeded(when, draft.state)) return draft.emit({ type: "StepNotNeeded", data: { step: id } });
  const missing = approval !== null && step.approvals.length < approval.quorum;
  if (missing && draft.state.mode !== "rehearsal") {
    return draft.emit({
      type: "ApprovalRequested",
      data: { step: id, by: approval.by, quorum: approval.quorum },
    });
  }
  begin(draft, step);
}

/** Whether nothing but the run itself holds this step back. */
function isReady(step: StepState): boolean {
  if (step.unmet > 0) return false;
  const quorum = step.definition.approval?.quorum ?? 0;
  // Approved or completed while the run was paused: the step goes on when the run does.
  if (step.status === "awaiting-person") return step.acted !== null;
  return (
    step.status === "pending" || (step.status === "awaiting-approval" && step.approvals.length >= quorum)
  );
}

function resultOf(draft: Draft): RunResult {
  for (const step of draft.state.steps.values()) {
    if (step.status === "skipped" || step.status === "done-by-hand" || step.repeated) {
      return "succeeded-with-exceptions";
    }
  }
  return "succeeded";
}

function openAll(draft: Draft, seeds: Iterable<StepId>): void {
  const queue = [...seeds];
  for (let next = 0; next < queue.length; next += 1) {
    const id = queue[next] ?? "";
    const step = draft.state.steps.get(id);
    if (!step) continue;
    if (isReady(step)) open(draft, step);
    // What opened and settled in one go (not needed, assumed, joined) lets its dependents open too.
    const after = stepOf(draft, id);
    if (isSatisfied(after.status)) {
      for (const dependent of draft.state.dependents.get(id) ?? []) queue.push(dependent);
    }
  }
}

/**
 * Brings the run as far as it can go by itself after something has changed. `seeds` are the steps
 * whose situation may have changed; their dependents are found from there, so that a run of 2,000
 * steps is not walked at every event.
 */
export function advance(draft: Draft, seeds: Iterable<StepId>): void {
  const { state } = draft;
  if (state.status === "running") {
    openAll(draft, seeds);
    if (state.status === "running" && state.unsettledCount === 0) {
      draft.emit({ type: "RunFinished", data: { result: resultOf(draft) } });
    }
  } else if (state.status === "aborting" && state.runningCount === 0) {
    draft.emit({ type: "RunFinished", data: { result: "aborted" } });
  } else if (state.status === "undoing" && state.runningCount === 0) {
    finishUndo(draft);
  }
}
