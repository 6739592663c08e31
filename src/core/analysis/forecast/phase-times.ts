import { type ClockPhase, clockPhaseRank, clockPhases } from "../../model/clock-phase.ts";
import type { ForecastModel, ForecastStep } from "./forecast-model.ts";
import { createSampler } from "./sampler.ts";
import { createRunner } from "./simulate.ts";
import { type Quantiles, quantilesOf } from "./summarize.ts";

/** The part that a phase has in the time until users have the service back. Seconds. */
export type PhaseTime = {
  readonly phase: ClockPhase;
  /** null: no step stands for it, or nobody knows how long those take. The quantiles of several phases do not add up. */
  readonly seconds: Quantiles | null;
  /** The means of all phases add up to the mean of the whole. */
  readonly meanSeconds: number | null;
};

/**
 * Splits the time until the service is back among the phases as the clock of a run does: a moment at which several
 * steps run belongs to the latest phase, a decision before all; one at which none runs to the step that begins next.
 * O(n log n) per trial.
 */
export function phaseTimes(
  model: ForecastModel,
  { seed, trials }: { readonly seed: number; readonly trials: number },
): readonly PhaseTime[] {
  const { steps } = model;
  const runner = createRunner(model);
  const sample = createSampler(model, seed);
  const durations = new Float64Array(steps.length);
  const splitTrial = createSplitter(model);
  const sums = clockPhases.map(() => new Float64Array(trials));
  for (let trial = 0; trial < trials; trial += 1) {
    sample(trial, durations);
    runner.run(durations);
    const split = splitTrial(runner.trial.start, runner.trial.finish);
    for (const [at, sum] of sums.entries()) sum[trial] = split[at]!;
  }
  return clockPhases.map((phase, at): PhaseTime => {
    const known = steps.some((step) => phaseOf(step) === phase && step.duration.type !== "unknown");
    if (!known) return { phase, seconds: null, meanSeconds: null };
    const sorted = sums[at]!.sort();
    const meanSeconds = sorted.reduce((sum, value) => sum + value, 0) / trials;
    return { phase, seconds: quantilesOf(sorted, "seconds"), meanSeconds };
  });
}

const phaseOf = ({ isBeforeBack, phase }: ForecastStep): ClockPhase | null =>
  isBeforeBack ? (phase ?? "execute") : null;

/** Splits one trial; what it gives is overwritten by the next one. */
function createSplitter({
  steps,
}: ForecastModel): (start: Float64Array, finish: Float64Array) => Float64Array {
  const awaited = [...steps.keys()].filter((step) => steps[step]!.isBeforeBack);
  const placeOf = steps.map((step) => clockPhases.indexOf(phaseOf(step) ?? "execute"));
  const byRank = clockPhases.map((phase) => clockPhaseRank[phase]);
  const ranked = Array.from(byRank.keys()).sort((one, other) => byRank[other]! - byRank[one]!);
  const active = new Int32Array(clockPhases.length);
  const sums = new Float64Array(clockPhases.length);
  return (start, finish) => {
    sums.fill(0);
    const lasting = awaited.filter((step) => finish[step]! > start[step]!);
    const begins = lasting.toSorted((one, other) => start[one]! - start[other]!);
    const ends = lasting.sort((one, other) => finish[one]! - finish[other]!);
    let now = 0;
    let begun = 0;
    for (const ending of ends) {
      while (begun < begins.length && start[begins[begun]!]! < finish[ending]!) {
        const next = begins[begun]!;
        const place = placeOf[next]!;
        const running = ranked.find((phase) => active[phase]! > 0) ?? place;
        sums[running]! += start[next]! - now;
        now = start[next]!;
        active[place]! += 1;
        begun += 1;
      }
      const running = ranked.find((phase) => active[phase]! > 0)!;
      sums[running]! += finish[ending]! - now;
      now = finish[ending]!;
      active[placeOf[ending]!]! -= 1;
    }
    return sums;
  };
}
