/** A quantile of simulated times, and how far chance alone may have moved it. Seconds. */
export type Quantile = { readonly seconds: number; readonly standardError: number };

/**
 * A quantile of sorted values. Its standard error comes from the values one binomial standard deviation of ranks to
 * either side, whatever the distribution (B. C. Arnold, N. Balakrishnan, H. N. Nagaraja, A First Course in Order
 * Statistics, 1992).
 */
export function quantileOf(sorted: Float64Array, probability: number): Quantile {
  const last = sorted.length - 1;
  const at = (rank: number) => sorted[Math.min(last, Math.max(0, Math.round(rank)))] ?? 0;
  const rank = probability * sorted.length - 0.5;
  const spread = Math.sqrt(sorted.length * probability * (1 - probability));
  const below = Math.min(last, Math.max(0, Math.floor(rank)));
  const low = sorted[below] ?? 0;
  const share = Math.max(0, rank - below);
  return {
    seconds: low + share * ((sorted[Math.min(last, below + 1)] ?? low) - low),
    standardError: (at(rank + spread) - at(rank - spread)) / 2,
  };
}

/** How many sorted values are at most a limit, by bisection. */
export function countUpTo(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
