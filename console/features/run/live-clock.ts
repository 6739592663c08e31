import { type ClockPhase, clockPhases } from "#core/model/clock-phase.ts";
import type { PhaseClock } from "#core/run/phase-clock.ts";
import type { RunView, StepView } from "#core/run/view.ts";

function isAtGate({ status }: StepView): boolean {
  return status === "awaiting-approval" || status === "awaiting-decision";
}

/** The phase in which time passes right now: people at a gate come first, then the step nearest to the end. */
export function passingPhase(run: Pick<RunView, "steps" | "clock">): ClockPhase {
  if (run.steps.some(isAtGate)) return "decide";
  const open = run.steps.filter(
    ({ startedAt, settledAt, phase }) => startedAt !== null && settledAt === null && phase !== "restore",
  );
  const phases = open.map(({ phase }) => clockPhases.indexOf(phase as ClockPhase));
  const last = run.clock.phases.findLastIndex(({ seconds }) => seconds > 0);
  return clockPhases[Math.max(...phases, phases.length === 0 ? last : 0, 0)] ?? "detect";
}

/**
 * The clock at `now`, between two answers of the server: what has passed since belongs to the phase
 * in which time passes. The next answer puts it right; the total is exact all the time.
 */
export function clockAt(run: Pick<RunView, "steps" | "clock">, nowMilliseconds: number): PhaseClock {
  const { clock } = run;
  if (clock.beganAt === null || clock.endedAt !== null || clock.totalSeconds === null) return clock;
  const total = Math.max(clock.totalSeconds, (nowMilliseconds - Date.parse(clock.beganAt)) / 1000);
  const since = total - clock.totalSeconds;
  const passing = passingPhase(run);
  return {
    ...clock,
    totalSeconds: total,
    verdict: clock.rtoSeconds !== null && total > clock.rtoSeconds ? "missed" : clock.verdict,
    phases: clock.phases.map((entry) =>
      entry.phase === passing ? { ...entry, seconds: entry.seconds + since } : entry,
    ),
  };
}
