import type { ClockPhase } from "../../model/clock-phase.ts";
import type { Ref } from "../../model/ref.ts";
import { type DurationModel, likelySecondsOf } from "./duration-model.ts";
import type { ForecastProblem, ForecastStep } from "./forecast-model.ts";

/** A part of an outage for which no step of a runbook stands, how long it takes, and who says so. */
export type OutagePhase = {
  readonly phase: Exclude<ClockPhase, "execute">;
  readonly duration: DurationModel;
  readonly source: "document" | "history" | "unknown";
  /** The document that says it; null where none does. */
  readonly ref: Ref | null;
};

/**
 * What noticing and deciding take when nothing better is known: lognormal fits to the published incidents of two
 * platform teams, from the fault to being noticed (DFDS, 15 records) and from there to the declaration (Ministry of
 * Justice, 16 records). `holdfast history` gives the same of one's own records. No public record tells mobilising,
 * verifying and bringing traffic back apart, so there is no prior of them.
 */
export const outagePriors: { readonly [phase in "detect" | "decide"]: DurationModel } = {
  detect: { type: "lognormal", medianSeconds: 1500, sigma: 1.85 },
  decide: { type: "lognormal", medianSeconds: 2880, sigma: 1.5 },
};

const inFront: readonly ClockPhase[] = ["detect", "decide", "mobilise"];

/**
 * The problem with those parts: noticing, deciding and mobilising before its first steps, verifying and bringing traffic
 * back after the last one that users wait for, each after the one before it. Their names begin with `outage:`.
 */
export function withOutage(problem: ForecastProblem, phases: readonly OutagePhase[]): ForecastProblem {
  const front = chain(
    phases.filter(({ phase }) => inFront.includes(phase)),
    [],
  );
  const begin = front.at(-1);
  const secondsBefore = front.reduce((sum, { duration }) => sum + likelySecondsOf(duration), 0);
  const steps =
    begin === undefined ? problem.steps : problem.steps.map((step) => behind(step, begin.id, secondsBefore));
  const awaited = steps.filter(({ isBeforeBack }) => isBeforeBack).map(({ id }) => id);
  const end = chain(
    phases.filter(({ phase }) => !inFront.includes(phase)),
    awaited,
  );
  return { ...problem, steps: [...front, ...steps, ...end] };
}

/** Whoever comes from outside is called once it is decided: no sooner than that is likely. */
function behind(step: ForecastStep, begin: string, secondsBefore: number): ForecastStep {
  const later = step.notBeforeSeconds === 0 ? 0 : step.notBeforeSeconds + secondsBefore;
  return { ...step, after: step.after.length > 0 ? step.after : [begin], notBeforeSeconds: later };
}

function chain(phases: readonly OutagePhase[], first: readonly string[]): readonly ForecastStep[] {
  return phases.map(
    ({ phase, duration }, at): ForecastStep => ({
      id: `outage:${phase}`,
      after: at === 0 ? first : [`outage:${phases[at - 1]?.phase ?? ""}`],
      needs: {},
      notBeforeSeconds: 0,
      duration,
      failure: null,
      cause: null,
      isBeforeBack: true,
      phase,
    }),
  );
}
