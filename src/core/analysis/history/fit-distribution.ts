import { normalCdf, normalQuantile } from "../probability/normal.ts";

/** A number with its 95 % interval. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

/** A family of distributions with the parameters that make the data likeliest. Times in seconds. */
export type DistributionFit = {
  readonly family: "lognormal" | "weibull" | "exponential";
  /** lognormal: median and sigma of the natural logarithm; Weibull: scale and shape; exponential: mean. */
  readonly parameters: { readonly [name: string]: Estimate };
  /** Akaike's criterion, corrected for small samples: the smaller fits better. */
  readonly aicc: number;
  /** Largest distance between the data's and the fit's distribution functions (Kolmogorov and Smirnov). */
  readonly distance: number;
};

const z = 1.959963984540054;

/**
 * Fits of positive times by maximum likelihood, the best first; none for fewer than five. Intervals are those of large
 * samples on the logarithm of each parameter.
 *
 * Sources: J. F. Lawless, Statistical Models and Methods for Lifetime Data (2003); C. M. Hurvich and C.-L. Tsai (1989).
 */
export function fitDistributions(seconds: readonly number[]): readonly DistributionFit[] {
  const values = seconds
    .filter((value) => value > 0 && Number.isFinite(value))
    .sort((one, other) => one - other);
  if (values.length < 5) return [];
  return [lognormal(values), weibull(values), exponential(values)]
    .filter((fit): fit is DistributionFit => fit !== null)
    .sort((one, other) => one.aicc - other.aicc);
}

function lognormal(values: readonly number[]): DistributionFit | null {
  const n = values.length;
  const logs = values.map((value) => Math.log(value));
  const mean = logs.reduce((sum, value) => sum + value, 0) / n;
  const sigma = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  if (sigma === 0) return null;
  const likelihood = logs.reduce(
    (sum, value) => sum - value - Math.log(sigma) - 0.9189385332046727 - ((value - mean) / sigma) ** 2 / 2,
    0,
  );
  return {
    family: "lognormal",
    parameters: {
      medianSeconds: {
        value: Math.exp(mean),
        low: Math.exp(mean - (z * sigma) / Math.sqrt(n)),
        high: Math.exp(mean + (z * sigma) / Math.sqrt(n)),
      },
      sigma: onLogScale(sigma, 1 / Math.sqrt(2 * n)),
    },
    aicc: corrected(likelihood, 2, n),
    distance: distanceOf(values, (value) => normalCdf((Math.log(value) - mean) / sigma)),
  };
}

function weibull(values: readonly number[]): DistributionFit | null {
  const n = values.length;
  const largest = values.at(-1) ?? 1;
  const scaled = values.map((value) => value / largest);
  const meanLog = scaled.reduce((sum, value) => sum + Math.log(value), 0) / n;
  // The likelihood equation of the shape rises with it, so halving an interval finds its root.
  const equation = (shape: number): number => {
    let weights = 0;
    let weighted = 0;
    for (const value of scaled) {
      const weight = value ** shape;
      weights += weight;
      weighted += weight * Math.log(value);
    }
    return weighted / weights - 1 / shape - meanLog;
  };
  let low = 1e-3;
  let high = 1e3;
  if (!(equation(low) < 0 && equation(high) > 0)) return null;
  for (let round = 0; round < 100; round += 1) {
    const middle = Math.sqrt(low * high);
    if (equation(middle) < 0) low = middle;
    else high = middle;
  }
  const shape = low;
  const scale = largest * (scaled.reduce((sum, value) => sum + value ** shape, 0) / n) ** (1 / shape);
  const likelihood = values.reduce(
    (sum, value) =>
      sum + Math.log(shape / scale) + (shape - 1) * Math.log(value / scale) - (value / scale) ** shape,
    0,
  );
  return {
    family: "weibull",
    parameters: {
      scaleSeconds: onLogScale(scale, 1.053 / (shape * Math.sqrt(n))),
      shape: onLogScale(shape, 0.78 / Math.sqrt(n)),
    },
    aicc: corrected(likelihood, 2, n),
    distance: distanceOf(values, (value) => 1 - Math.exp(-((value / scale) ** shape))),
  };
}

function exponential(values: readonly number[]): DistributionFit {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return {
    family: "exponential",
    parameters: { meanSeconds: onLogScale(mean, 1 / Math.sqrt(n)) },
    aicc: corrected(-n * Math.log(mean) - n, 1, n),
    distance: distanceOf(values, (value) => 1 - Math.exp(-value / mean)),
  };
}

function onLogScale(value: number, relativeError: number): Estimate {
  const factor = Math.exp(normalQuantile(0.975) * relativeError);
  return { value, low: value / factor, high: value * factor };
}

function corrected(likelihood: number, parameters: number, n: number): number {
  return (
    2 * parameters - 2 * likelihood + (2 * parameters * (parameters + 1)) / Math.max(1, n - parameters - 1)
  );
}

function distanceOf(sorted: readonly number[], cdf: (value: number) => number): number {
  const n = sorted.length;
  return Math.max(
    ...sorted.map((value, at) =>
      Math.max(Math.abs(cdf(value) - at / n), Math.abs(cdf(value) - (at + 1) / n)),
    ),
  );
}
