import type { StepDefinition } from "#core/model/step.ts";
import type { ToldRunEvent } from "../../api/runs.ts";

/** What the run's own events say each step is, with input that was changed since; empty until they are read. */
export function stepDefinitions(events: readonly ToldRunEvent[]): ReadonlyMap<string, StepDefinition> {
  const known = new Map<string, StepDefinition>();
  for (const event of events) {
    if (event.type === "RunStarted") for (const step of event.data.plan.steps) known.set(step.id, step);
    if (event.type === "StepInserted") known.set(event.data.step.id, event.data.step);
    if (event.type !== "StepRetried" || event.data.changedInput === null) continue;
    const before = known.get(event.data.step);
    if (before?.work.type !== "action") continue;
    const action = {
      ...before.work.action,
      with: { ...before.work.action.with, ...event.data.changedInput },
    };
    known.set(before.id, { ...before, work: { type: "action", action } });
  }
  return known;
}
