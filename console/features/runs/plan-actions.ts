import type { RunbookPlan } from "../../api/runs.ts";

/** An act, such as `postgres promote`, with the steps that carry it out. */
export type PlannedAction = { readonly action: string; readonly titles: readonly string[] };

/** The acts of a plan, each once, in the order in which they come first. */
export function actionsOf(steps: RunbookPlan["steps"]): readonly PlannedAction[] {
  const found = new Map<string, string[]>();
  for (const { action, title } of steps) {
    if (action === null) continue;
    const titles = found.get(action);
    if (titles) titles.push(title);
    else found.set(action, [title]);
  }
  return [...found].map(([action, titles]) => ({ action, titles }));
}
