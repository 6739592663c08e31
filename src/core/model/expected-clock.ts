import type { ClockPhase } from "./clock-phase.ts";
import type { StepDuration } from "./step.ts";

/** How long parts of an outage take for which no step of a runbook stands; null is not said, never zero. */
export type ExpectedClock = { readonly [phase in Exclude<ClockPhase, "execute">]: StepDuration | null };
