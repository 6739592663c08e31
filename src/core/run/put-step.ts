import { isSatisfied, isSettled, type RunState, type StepState } from "./state.ts";

/** Writes a step and keeps the counts and the dependents' `unmet` in step with it. */
export function putStep(draft: RunState, before: StepState, changes: Partial<StepState>): void {
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
    if (!dependent) continue;
    // Its gate closes again when what it rests on has been taken back; what was approved stays approved.
    const status = change > 0 && dependent.status === "awaiting-approval" ? "pending" : dependent.status;
    draft.steps.set(id, { ...dependent, unmet: dependent.unmet + change, status });
  }
}
