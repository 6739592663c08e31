import { type DurationModel, durationModel } from "#core/analysis/forecast/duration-model.ts";
import type { StepUnderWay } from "#core/analysis/forecast/remaining.ts";
import type { Resource } from "#core/analysis/schedule/schedule-problem.ts";
import type { StepDefinition } from "#core/model/step.ts";
import { isSettled, type RunState, type StepState } from "#core/run/state.ts";

/** What is asked of the forecast of the rest of a run. */
export type OutlookQuestion = {
  readonly steps: readonly StepUnderWay[];
  readonly resources: readonly Resource[];
  /** Seconds from now until the RTO; null without an impact or an objective. */
  readonly withinSeconds: number | null;
};

function estimateOf({ duration, work }: StepDefinition): DurationModel {
  if (work.type === "join") return { type: "fixed", seconds: 0 };
  if (duration !== null) return { type: "pert", ...duration };
  return work.type === "wait" ? { type: "fixed", seconds: work.seconds } : { type: "unknown" };
}

/** Somebody has to find out or decide first; how long that takes nobody knows. */
const stuck: ReadonlySet<string> = new Set(["failed", "unknown", "undo-failed"]);

function needsOf(state: RunState, { id, work, accountable }: StepDefinition) {
  const known = state.plan?.staffing?.needs[id];
  const isInserted = !state.plan?.steps.some((step) => step.id === id);
  const isByPeople = work.type === "person" || work.type === "decision";
  return known ?? (isInserted && isByPeople ? { [accountable]: 1 } : {});
}

function underWay(state: RunState, step: StepState, now: number): StepUnderWay {
  const { definition, status, startedAt, until } = step;
  const { id, after, phase } = definition;
  const common = { id, after, needs: needsOf(state, definition), isBeforeBack: phase !== "restore" };
  const known = durationModel(estimateOf(definition), state.measuredSeconds[id] ?? []);
  if (isSettled(status) || status === "undone") {
    return { ...common, duration: known, progress: { type: "settled" } };
  }
  if (stuck.has(status)) return { ...common, duration: { type: "unknown" }, progress: { type: "open" } };
  if (status === "waiting" && until !== null) {
    const left = Math.max(0, (Date.parse(until) - now) / 1000);
    return {
      ...common,
      duration: { type: "fixed", seconds: left },
      progress: { type: "running", elapsedSeconds: 0 },
    };
  }
  const isRunning = status === "running" || (status === "awaiting-person" && startedAt !== null);
  if (!isRunning || startedAt === null) return { ...common, duration: known, progress: { type: "open" } };
  const elapsedSeconds = Math.max(0, (now - Date.parse(startedAt)) / 1000);
  return { ...common, duration: known, progress: { type: "running", elapsedSeconds } };
}

/**
 * What the forecast of the rest is asked, at `now` (milliseconds since 1970). Null where it would mean nothing: before
 * the start, after the end, while a run is taken back, and of runs in which nothing is really done.
 */
export function outlookQuestion(state: RunState, now: number): OutlookQuestion | null {
  const isForward = state.status === "running" || state.status === "paused";
  if (!isForward || state.mode !== "live" || state.plan === null) return null;
  const { objectives, staffing } = state.plan;
  const began = state.impact?.beganAt ?? null;
  const isOut = began !== null && (state.impact?.endedAt ?? null) === null;
  return {
    steps: [...state.steps.values()].map((step) => underWay(state, step, now)),
    resources: Object.entries(staffing?.capacity ?? {}).map(([id, capacity]) => ({
      id,
      capacity,
      changes: [],
    })),
    withinSeconds:
      isOut && objectives.rtoSeconds !== null
        ? objectives.rtoSeconds - (now - Date.parse(began)) / 1000
        : null,
  };
}

/** Gates that still have to open: how long people take there is not in the durations of steps. */
export function openGates(state: RunState): number {
  let count = 0;
  for (const { definition, status, approvals } of state.steps.values()) {
    const quorum = definition.approval?.quorum ?? 0;
    const isBefore = status === "pending" || status === "awaiting-approval";
    if (isBefore && quorum > approvals.length) count += 1;
  }
  return count;
}
