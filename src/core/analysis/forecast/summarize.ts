import type { ForecastModel } from "./forecast-model.ts";
import { countUpTo, quantileOf } from "./quantiles.ts";
import type { Simulation } from "./simulate.ts";

/** The probabilities whose times are always told. */
export const toldQuantiles = [0.5, 0.9, 0.95, 0.99] as const;

/** Four quantiles in seconds. */
export type Quantiles = {
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
};

/** What a simulation says. Times in seconds. */
export type ForecastSummary = {
  readonly trials: number;
  readonly mean: number;
  readonly standardDeviation: number;
  /** Until the last step is done. */
  readonly seconds: Quantiles;
  readonly standardErrors: Quantiles;
  /** Until users have the service back: without the steps of phase `restore`. */
  readonly backSeconds: Quantiles;
  readonly backStandardErrors: Quantiles;
  /** Share of trials in which users had the service back within the RTO; null without an RTO. */
  readonly probabilityMet: number | null;
  /** Half a 95 % interval around it (Wilson); null without an RTO. */
  readonly probabilityMargin: number | null;
  /** In which share of the trials each step was critical, the largest first; steps that never were are left out. */
  readonly critical: readonly { readonly step: string; readonly share: number }[];
  /** Twenty equal stretches from the shortest to the longest time until users have the service back, and how many trials fell into each. */
  readonly histogram: {
    readonly fromSeconds: number;
    readonly toSeconds: number;
    readonly counts: readonly number[];
  };
  /** The shortest time until users have the service back, then those not exceeded with 1, 2 … 99 %, then the longest. */
  readonly curve: readonly number[];
};

/** Puts stretches of trials together, as if they had been one. */
export function joinSimulations(parts: readonly Simulation[]): Simulation {
  const length = parts.reduce((sum, part) => sum + part.seconds.length, 0);
  const seconds = new Float64Array(length);
  const backSeconds = new Float64Array(length);
  const critical = new Uint32Array(parts[0]?.critical.length ?? 0);
  let at = 0;
  for (const part of parts) {
    seconds.set(part.seconds, at);
    backSeconds.set(part.backSeconds, at);
    at += part.seconds.length;
    for (const [step, count] of part.critical.entries()) critical[step]! += count;
  }
  return { seconds, backSeconds, critical };
}

/** Quantiles, probability and criticality of a simulation; at least one trial. */
export function summarize(
  model: ForecastModel,
  simulation: Simulation,
  rtoSeconds: number | null,
): ForecastSummary {
  const sorted = simulation.seconds.toSorted();
  const back = simulation.backSeconds === simulation.seconds ? sorted : simulation.backSeconds.toSorted();
  const trials = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / trials;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const met = rtoSeconds === null ? null : countUpTo(back, rtoSeconds) / trials;
  return {
    trials,
    mean,
    standardDeviation: Math.sqrt(squares / Math.max(1, trials - 1)),
    seconds: quantilesOf(sorted, "seconds"),
    standardErrors: quantilesOf(sorted, "standardError"),
    backSeconds: quantilesOf(back, "seconds"),
    backStandardErrors: quantilesOf(back, "standardError"),
    probabilityMet: met,
    probabilityMargin: met === null ? null : wilsonMargin(met, trials),
    critical: [...simulation.critical.entries()]
      .filter(([, count]) => count > 0)
      .map(([step, count]) => ({ step: model.problem.ids[step] ?? "", share: count / trials }))
      .sort((one, other) => other.share - one.share || (one.step < other.step ? -1 : 1)),
    histogram: histogramOf(back),
    curve: curveOf(back),
  };
}

/** The told quantiles of sorted times, or their standard errors. */
export function quantilesOf(sorted: Float64Array, what: "seconds" | "standardError"): Quantiles {
  const [p50, p90, p95, p99] = toldQuantiles.map((probability) => quantileOf(sorted, probability)[what]);
  return { p50: p50!, p90: p90!, p95: p95!, p99: p99! };
}

function curveOf(sorted: Float64Array): readonly number[] {
  return Array.from({ length: 101 }, (_, percent) => {
    if (percent === 0) return sorted[0] ?? 0;
    return percent === 100 ? (sorted.at(-1) ?? 0) : quantileOf(sorted, percent / 100).seconds;
  });
}

/** E. B. Wilson, "Probable inference", JASA 22 (1927), at 95 %. */
function wilsonMargin(share: number, trials: number): number {
  const z = 1.959_963_984_540_054;
  return (
    (z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))) / (1 + (z * z) / trials)
  );
}

function histogramOf(sorted: Float64Array): ForecastSummary["histogram"] {
  const fromSeconds = sorted[0] ?? 0;
  const toSeconds = sorted.at(-1) ?? 0;
  const cells = 20;
  const width = (toSeconds - fromSeconds) / cells;
  const counts = Array.from({ length: cells }, () => 0);
  for (const value of sorted) {
    const cell = width === 0 ? 0 : Math.min(cells - 1, Math.floor((value - fromSeconds) / width));
    counts[cell]! += 1;
  }
  return { fromSeconds, toSeconds, counts };
}
