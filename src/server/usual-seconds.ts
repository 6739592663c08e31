import { measurementsMin } from "#core/analysis/forecast/duration-model.ts";

/** More would make the record of a run heavy, and old durations say least. */
const measurementsMax = 20;

/** What a run keeps of past durations to be forecast by: the newest of those steps that were measured often enough. */
export function usualSeconds(history: { readonly [step: string]: readonly number[] }): {
  readonly [step: string]: readonly number[];
} {
  return Object.fromEntries(
    Object.entries(history)
      .filter(([, seconds]) => seconds.length >= measurementsMin)
      .map(([step, seconds]) => [step, seconds.slice(0, measurementsMax)]),
  );
}
