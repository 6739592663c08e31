import type { RunMode } from "#core/model/run-plan.ts";
import type { RunResult } from "#core/run/events.ts";
import type { RunStatus, StepStatus } from "#core/run/state.ts";
import type { StatusKind } from "../../ui/status-mark.tsx";

type Shown = { readonly kind: StatusKind; readonly word: string };

const steps: { readonly [status in StepStatus]: Shown } = {
  pending: { kind: "blocked", word: "pending" },
  "awaiting-approval": { kind: "person", word: "needs approval" },
  "awaiting-person": { kind: "person", word: "needs a person" },
  "awaiting-decision": { kind: "person", word: "needs a decision" },
  waiting: { kind: "running", word: "waiting" },
  dispatched: { kind: "running", word: "starting" },
  running: { kind: "running", word: "running" },
  failed: { kind: "failed", word: "failed" },
  unknown: { kind: "warning", word: "outcome unknown" },
  succeeded: { kind: "ok", word: "done" },
  skipped: { kind: "overridden", word: "skipped" },
  "done-by-hand": { kind: "overridden", word: "done by hand" },
  "not-needed": { kind: "not-verified", word: "not needed" },
  cancelled: { kind: "not-verified", word: "cancelled" },
  undone: { kind: "overridden", word: "undone" },
  "undo-failed": { kind: "failed", word: "undo failed" },
};

/** The status of a step as it is shown. */
export function stepStatus(status: StepStatus, activity: "do" | "undo"): Shown {
  const shown = steps[status];
  const isTakingBack = activity === "undo" && (status === "dispatched" || status === "running");
  return isTakingBack ? { kind: "running", word: "undoing" } : shown;
}

const results: { readonly [result in RunResult]: Shown } = {
  succeeded: { kind: "ok", word: "succeeded" },
  "succeeded-with-exceptions": { kind: "overridden", word: "succeeded with exceptions" },
  aborted: { kind: "failed", word: "aborted" },
  undone: { kind: "overridden", word: "undone" },
  "undo-incomplete": { kind: "failed", word: "undo incomplete" },
};

const runs: { readonly [status in RunStatus]: Shown } = {
  none: { kind: "not-verified", word: "not started" },
  running: { kind: "running", word: "running" },
  paused: { kind: "blocked", word: "paused" },
  aborting: { kind: "warning", word: "aborting" },
  undoing: { kind: "warning", word: "undoing" },
  finished: { kind: "ok", word: "finished" },
};

/** The status of a run as it is shown; of a finished one its result. */
export function runStatus(status: RunStatus, result: RunResult | null): Shown {
  return result === null ? runs[status] : results[result];
}

/** What each mode does to the world, in a sentence. */
export const modeMeaning: { readonly [mode in RunMode]: string } = {
  live: "Everything is carried out for real.",
  rehearsal: "Systems are only observed and asked what they would do. Nothing is changed.",
  walkthrough: "Nothing is called. People confirm each step in turn.",
};
