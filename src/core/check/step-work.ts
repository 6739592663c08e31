import type { RunbookStep } from "../model/runbook.ts";

/** The fields that say what a step does; a step has exactly one of them, or only `verify`. */
export const workFields = ["action", "person", "wait", "decision", "steps"] as const;

/** The kinds of work a step is given. */
export function worksOf(step: RunbookStep): readonly (typeof workFields)[number][] {
  return workFields.filter((field) => (field === "wait" ? step.waitSeconds !== null : step[field] !== null));
}
