import type { IncidentOrder, IncidentRefusal } from "../commands.ts";
import { type Draft, needReason, refuse } from "../draft.ts";
import { taskKey } from "./task.ts";

type Order<Type extends IncidentOrder["type"]> = Extract<IncidentOrder, { readonly type: Type }>;

/** Says who does a task: a new one, or one of the plan or a run. Exactly one is accountable. */
export function setTask(draft: Draft, { data }: Order<"SetTask">): IncidentRefusal | null {
  const { task, accountable, responsible } = data;
  if (task.trim() === "") return refuse("reason-missing", "Say what is to be done.");
  if (responsible.length === 0) {
    return refuse("raci-invalid", `Somebody has to do “${task}”: name them, if only ${accountable}.`);
  }
  const before = draft.state.tasks.get(taskKey(task));
  if (before !== undefined && before.accountable !== null && before.accountable !== accountable) {
    const missing = needReason(data.reason);
    if (missing) return missing;
  }
  draft.emit({ type: "TaskSet", data });
  return null;
}

/** Says that a task is done; said again it is refused, so that nobody takes it for open. */
export function finishTask(draft: Draft, { task, note }: Order<"FinishTask">): IncidentRefusal | null {
  if (task.trim() === "") return refuse("reason-missing", "Say which task is done.");
  const done = draft.state.tasks.get(taskKey(task))?.done ?? null;
  if (done !== null) return refuse("thing-over", `“${task}” was done at ${done.at}.`);
  draft.emit({ type: "TaskFinished", data: { task, note } });
  return null;
}
