import { type DurationModel, durationQuantile, empiricalQuantile } from "./duration-model.ts";
import { quantileTable } from "./quantile-table.ts";

/** So many points stand for what may be left: the same as a table of quantiles has. */
const points = 256;

/**
 * What is left of something that has taken `elapsedSeconds` already and is not over: the distribution of its duration,
 * given that it is longer than that, less what has passed. Null when it has lasted longer than it was ever thought to
 * last: then nothing is known of the rest.
 */
export function remainingDuration(model: DurationModel, elapsedSeconds: number): DurationModel | null {
  if (model.type === "unknown") return model;
  if (elapsedSeconds <= 0) return model;
  if (model.type === "fixed") {
    const left = model.seconds - elapsedSeconds;
    return left > 0 ? { type: "fixed", seconds: left } : null;
  }
  const quantile = quantileOf(model);
  // A lognormal duration has no longest value; every other has.
  if (model.type !== "lognormal" && quantile(1) <= elapsedSeconds) return null;
  const passed = shareBelow(quantile, elapsedSeconds);
  // The middles of equal parts of what can still happen.
  const seconds = Array.from({ length: points }, (_, at) =>
    Math.max(0, quantile(passed + ((1 - passed) * (at + 0.5)) / points) - elapsedSeconds),
  );
  return { type: "empirical", seconds };
}

/** The quantile function of a model, without working its table out each time it is asked. */
function quantileOf(model: Exclude<DurationModel, { readonly type: "fixed" | "unknown" }>) {
  if (model.type === "lognormal")
    return (share: number) => durationQuantile(model, Math.min(share, 1 - 1e-12));
  if (model.type === "empirical") {
    const sorted = model.seconds.toSorted((one, other) => one - other);
    return (share: number) => empiricalQuantile(sorted, share);
  }
  const table = quantileTable(model);
  const cells = table.length - 1;
  return (share: number) => {
    const cell = Math.min(cells - 1, Math.floor(share * cells));
    const low = table[cell]!;
    return low + (share * cells - cell) * (table[cell + 1]! - low);
  };
}

/** The probability of a duration of at most `seconds`, by halving: the quantile function never falls. */
function shareBelow(quantile: (share: number) => number, seconds: number): number {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 50; round += 1) {
    const middle = (low + high) / 2;
    if (quantile(middle) <= seconds) low = middle;
    else high = middle;
  }
  return low;
}
