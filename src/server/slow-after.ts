/** Fewer past durations than this say nothing about what is slow. */
const samplesMin = 5;

/** The 75th percentile (nearest rank) of each step's past durations, for steps with at least five. */
export function slowAfter(history: { readonly [step: string]: readonly number[] }): {
  readonly [step: string]: number;
} {
  const limits: { [step: string]: number } = {};
  for (const [step, seconds] of Object.entries(history)) {
    if (seconds.length < samplesMin) continue;
    const sorted = seconds.toSorted((one, other) => one - other);
    limits[step] = sorted[Math.ceil(sorted.length * 0.75) - 1] ?? 0;
  }
  return limits;
}
