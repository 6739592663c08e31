import { type ClockPhase, clockPhaseRank, clockPhases } from "../model/clock-phase.ts";
import { millisecondsOf } from "../model/instant.ts";
import type { RunState, StepState } from "./state.ts";

export type PhaseClock = {
  /** When impact began, from the outside record; null while none is recorded: then there is no clock. */
  readonly beganAt: string | null;
  /** When outside transactions succeeded again; null while the impact lasts. */
  readonly endedAt: string | null;
  /** Seconds from `beganAt` to `endedAt` or now; null without a beginning. */
  readonly totalSeconds: number | null;
  /** Seconds by phase; they add up to the total. */
  readonly phases: readonly {
    readonly phase: ClockPhase;
    readonly seconds: number;
    readonly evidence: string;
  }[];
  readonly rtoSeconds: number | null;
  /** Whether the total is within the RTO: `pending` while it may still become either. */
  readonly verdict: "met" | "missed" | "pending" | "no-objective" | "no-impact";
};

type Interval = { readonly from: number; readonly to: number; readonly phase: ClockPhase };

/** The phases, what explains time best first. */
const byRank = clockPhases.toSorted((one, other) => clockPhaseRank[other] - clockPhaseRank[one]);

function intervalsOf(step: StepState, now: number): Interval[] {
  const { phase, approval, work } = step.definition;
  const intervals: Interval[] = [];
  const isStuck = step.status === "failed" || step.status === "unknown";
  if (isStuck && step.settledAt !== null) {
    // Until somebody says how it goes on.
    intervals.push({ from: millisecondsOf(step.settledAt), to: now, phase: "decide" });
  }
  const started = step.startedAt === null ? null : millisecondsOf(step.startedAt);
  if (approval !== null && step.readyAt !== null) {
    intervals.push({ from: millisecondsOf(step.readyAt), to: started ?? now, phase: "decide" });
  }
  if (started === null || phase === "restore") return intervals;
  const to = step.settledAt === null ? now : millisecondsOf(step.settledAt);
  intervals.push({ from: started, to, phase: work.type === "decision" ? "decide" : phase });
  return intervals;
}

/**
 * Splits [from, to] among the phases: each moment belongs to the highest-ranked step running then;
 * a gap belongs to the step that ends it, for that is what was being waited for. One walk over the
 * moments at which something begins or ends, for a run may have thousands of steps.
 */
function sweep(intervals: readonly Interval[], from: number, to: number): Map<ClockPhase, number> {
  const sums = new Map<ClockPhase, number>();
  const begins = intervals.toSorted((one, other) => one.from - other.from);
  // A clock that was set back must not make something end before it began.
  const ends = intervals
    .map(({ from: began, to: over, phase }) => ({ to: Math.max(began, over), phase }))
    .toSorted((one, other) => one.to - other.to);
  const moments = intervals.flatMap((interval) => [interval.from, interval.to]);
  const points = [...new Set([from, to, ...moments.filter((at) => at > from && at < to)])];
  points.sort((one, other) => one - other);
  const running = new Map<ClockPhase, number>();
  const count = (phase: ClockPhase, by: number) => running.set(phase, (running.get(phase) ?? 0) + by);
  let begun = 0;
  let ended = 0;
  for (let index = 0; index + 1 < points.length; index += 1) {
    const left = points[index] ?? from;
    const right = points[index + 1] ?? to;
    for (; (begins[begun]?.from ?? right) <= left; begun += 1) count(begins[begun]?.phase ?? "traffic", 1);
    for (; (ends[ended]?.to ?? right) <= left; ended += 1) count(ends[ended]?.phase ?? "traffic", -1);
    const active = byRank.find((phase) => (running.get(phase) ?? 0) > 0);
    const phase = active ?? begins[begun]?.phase ?? "traffic";
    sums.set(phase, (sums.get(phase) ?? 0) + right - left);
  }
  return sums;
}

function verdictOf(total: number, ended: boolean, rto: number | null): PhaseClock["verdict"] {
  if (rto === null) return "no-objective";
  if (total > rto) return "missed";
  return ended ? "met" : "pending";
}

/** The clock of a run at `now`. One clock: what everybody reads, from the outside record only. */
export function phaseClock(state: RunState, now: string): PhaseClock {
  const rtoSeconds = state.plan?.objectives.rtoSeconds ?? null;
  const beganAt = state.impact?.beganAt ?? null;
  if (beganAt === null) {
    return { beganAt, endedAt: null, totalSeconds: null, phases: [], rtoSeconds, verdict: "no-impact" };
  }
  const endedAt = state.impact?.endedAt ?? null;
  const began = millisecondsOf(beganAt);
  const ended = Math.max(began, millisecondsOf(endedAt ?? now));
  const within = (at: string | null | undefined, least: number) =>
    at == null ? ended : Math.min(ended, Math.max(least, millisecondsOf(at)));
  const detected = within(state.detection?.at ?? state.startedAt, began);
  const decided = within(state.startedAt, detected);
  const intervals = [...state.steps.values()].flatMap((step) => intervalsOf(step, ended));
  const sums = sweep(intervals, decided, ended);
  const firstStep = intervals.reduce((least, one) => Math.min(least, one.from), ended);
  const mobilise = Math.max(0, Math.min(firstStep, ended) - decided);
  // The time before the first step is hands being found, whatever that step's phase.
  const first = intervals.find((interval) => interval.from === firstStep)?.phase ?? "traffic";
  sums.set(first, (sums.get(first) ?? 0) - mobilise);
  const seconds: { [phase in ClockPhase]: number } = {
    detect: detected - began,
    decide: decided - detected + (sums.get("decide") ?? 0),
    mobilise: mobilise + (sums.get("mobilise") ?? 0),
    execute: sums.get("execute") ?? 0,
    verify: sums.get("verify") ?? 0,
    traffic: sums.get("traffic") ?? 0,
  };
  const evidence: { readonly [phase in ClockPhase]: string } = {
    detect: `first failed transaction ${beganAt}; noticed ${state.detection?.at ?? "not recorded"} by ${state.detection?.by ?? "nobody"}`,
    decide: `run started ${state.startedAt ?? "not yet"}; waits at approval and decision gates`,
    mobilise: "from the start of the run to its first step, and steps of phase mobilise",
    execute: "steps of phase execute",
    verify: "steps of phase verify",
    traffic: `steps of phase traffic; first lasting success ${endedAt ?? "not yet"}`,
  };
  const totalSeconds = (ended - began) / 1000;
  return {
    beganAt,
    endedAt,
    totalSeconds,
    phases: clockPhases.map((phase) => ({
      phase,
      seconds: Math.max(0, Math.round(seconds[phase])) / 1000,
      evidence: evidence[phase],
    })),
    rtoSeconds,
    verdict: verdictOf(totalSeconds, endedAt !== null, rtoSeconds),
  };
}
