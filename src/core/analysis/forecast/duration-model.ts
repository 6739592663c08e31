import { betaQuantile } from "../probability/incomplete-beta.ts";
import { normalQuantile } from "../probability/normal.ts";

/** How long something takes. All in seconds. */
export type DurationModel =
  | { readonly type: "fixed"; readonly seconds: number }
  /** Three points: a beta distribution between them whose weight on the middle (lambda) is 4. */
  | {
      readonly type: "pert";
      readonly minSeconds: number;
      readonly likelySeconds: number;
      readonly maxSeconds: number;
    }
  /** Its logarithm is normal: `sigma` is the standard deviation of the natural logarithm. */
  | { readonly type: "lognormal"; readonly medianSeconds: number; readonly sigma: number }
  /** What was measured; between the measurements straight lines. */
  | { readonly type: "empirical"; readonly seconds: readonly number[] }
  /** Not known. Counted as no time at all, so that the result is a lower bound, and always listed. */
  | { readonly type: "unknown" };

/** From so many measurements on, they replace an estimate. */
export const measurementsMin = 5;

/** What is known of a step's time: measurements from five on, else the estimate; fewer than five do not count. */
export function durationModel(estimate: DurationModel, measuredSeconds: readonly number[]): DurationModel {
  const usable = measuredSeconds.filter((seconds) => seconds >= 0 && Number.isFinite(seconds));
  return usable.length >= measurementsMin ? { type: "empirical", seconds: usable } : estimate;
}

/**
 * The parameters of the PERT beta distribution: alpha = 1 + 4 (likely - min) / (max - min), beta = 6 - alpha. Its mean
 * is (min + 4 likely + max) / 6.
 *
 * Source: D. G. Malcolm, J. H. Roseboom, C. E. Clark, W. Fazar, Operations Research 7 (1959); D. Vose (2008).
 */
export function pertShape(
  minSeconds: number,
  likelySeconds: number,
  maxSeconds: number,
): { readonly alpha: number; readonly beta: number } {
  const alpha = 1 + (4 * (likelySeconds - minSeconds)) / (maxSeconds - minSeconds);
  return { alpha, beta: 6 - alpha };
}

/** The one value that stands for a duration in a plan without chance: the likely one, the median of what was measured. */
export function likelySecondsOf(model: DurationModel): number {
  switch (model.type) {
    case "fixed":
      return model.seconds;
    case "pert":
      return model.likelySeconds;
    case "lognormal":
      return model.medianSeconds;
    case "empirical":
      return empiricalQuantile(
        model.seconds.toSorted((one, other) => one - other),
        0.5,
      );
    case "unknown":
      return 0;
    default:
      return model satisfies never;
  }
}

/** The seconds that are not exceeded with a probability; exact, and slower than the sampler's tables. */
export function durationQuantile(model: DurationModel, probability: number): number {
  switch (model.type) {
    case "fixed":
      return model.seconds;
    case "pert": {
      const { minSeconds, likelySeconds, maxSeconds } = model;
      if (minSeconds === maxSeconds) return minSeconds;
      const { alpha, beta } = pertShape(minSeconds, likelySeconds, maxSeconds);
      return minSeconds + (maxSeconds - minSeconds) * betaQuantile(probability, alpha, beta);
    }
    case "lognormal":
      return model.medianSeconds * Math.exp(model.sigma * normalQuantile(probability));
    case "empirical":
      return empiricalQuantile(
        model.seconds.toSorted((one, other) => one - other),
        probability,
      );
    case "unknown":
      return 0;
    default:
      return model satisfies never;
  }
}

/** Hazen's rule: the i-th of n sorted values stands at (i - 1/2) / n, with straight lines between and level ends. */
export function empiricalQuantile(sorted: readonly number[], probability: number): number {
  const last = sorted.length - 1;
  const at = Math.min(last, Math.max(0, probability * sorted.length - 0.5));
  const below = Math.floor(at);
  const low = sorted[below] ?? 0;
  return low + (at - below) * ((sorted[below + 1] ?? low) - low);
}
