import type { Exposure } from "../../model/exposure.ts";

/** What an outage costs in one currency. `isAtLeast`: the curve ends before, and what comes after its end is not known. */
export type Loss = { readonly currency: string; readonly amount: number; readonly isAtLeast: boolean };

/**
 * What outages that have lasted `seconds` have cost in all, by currency, the largest first. Each curve begins at nothing
 * and is straight between its points; beyond its last point it says no more than that amount. Currencies are not
 * converted: nobody has said at what rate.
 */
export function lossAfter(curves: readonly (readonly Exposure[])[], seconds: number): readonly Loss[] {
  const losses = new Map<string, { amount: number; isAtLeast: boolean }>();
  for (const curve of curves) {
    for (const [currency, points] of byCurrency(curve)) {
      const sum = losses.get(currency) ?? { amount: 0, isAtLeast: false };
      sum.amount += amountAt(points, seconds);
      sum.isAtLeast ||= seconds > (points.at(-1)?.afterSeconds ?? 0);
      losses.set(currency, sum);
    }
  }
  return [...losses]
    .map(([currency, loss]) => ({ currency, ...loss }))
    .toSorted((one, other) => other.amount - one.amount || (one.currency < other.currency ? -1 : 1));
}

function byCurrency(curve: readonly Exposure[]): ReadonlyMap<string, readonly Exposure[]> {
  const found = new Map<string, Exposure[]>();
  for (const point of curve) {
    const known = found.get(point.currency);
    if (known === undefined) found.set(point.currency, [point]);
    else known.push(point);
  }
  for (const points of found.values()) points.sort((one, other) => one.afterSeconds - other.afterSeconds);
  return found;
}

function amountAt(points: readonly Exposure[], seconds: number): number {
  let before = { afterSeconds: 0, amount: 0 };
  for (const point of points) {
    if (point.afterSeconds >= seconds) {
      const span = point.afterSeconds - before.afterSeconds;
      if (span === 0) return point.amount;
      return before.amount + ((point.amount - before.amount) * (seconds - before.afterSeconds)) / span;
    }
    before = point;
  }
  return before.amount;
}
