import type { DurationModel } from "./duration-model.ts";
import type { ForecastProblem, ForecastStep } from "./forecast-model.ts";

/** A part of an outage before the first step of a runbook, and how long it takes. */
export type OutagePhase = { readonly phase: "detect" | "decide"; readonly duration: DurationModel };

/**
 * What noticing and deciding take when nothing better is known: lognormal fits to the published incidents of two
 * platform teams, from the fault to being noticed (DFDS, 15 records) and from there to the declaration (Ministry of
 * Justice, 16 records). `holdfast history` gives the same of one's own records.
 */
export const outagePriors: readonly OutagePhase[] = [
  { phase: "detect", duration: { type: "lognormal", medianSeconds: 1500, sigma: 1.85 } },
  { phase: "decide", duration: { type: "lognormal", medianSeconds: 2880, sigma: 1.5 } },
];

/** The problem with those parts before its first steps, one after the other. Their names begin with `outage:`. */
export function withOutage(
  problem: ForecastProblem,
  phases: readonly OutagePhase[] = outagePriors,
): { readonly problem: ForecastProblem; readonly phases: readonly OutagePhase[] } {
  const added = phases.map(
    ({ phase, duration }, at): ForecastStep => ({
      id: `outage:${phase}`,
      after: at === 0 ? [] : [`outage:${phases[at - 1]?.phase ?? ""}`],
      needs: {},
      notBeforeSeconds: 0,
      duration,
      failure: null,
      cause: null,
      isBeforeBack: true,
    }),
  );
  const last = added.at(-1);
  if (last === undefined) return { problem, phases };
  const steps = problem.steps.map((step) => (step.after.length > 0 ? step : { ...step, after: [last.id] }));
  return { problem: { ...problem, steps: [...added, ...steps] }, phases };
}
