import { betaQuantile } from "../probability/incomplete-beta.ts";
import { countUpTo } from "./quantiles.ts";

/** A recorded run and what had been forecast for it, in seconds. */
export type RecordedForecast = {
  readonly measuredSeconds: number;
  /** The simulated times of the forecast, or its curve of 0, 1 … 100 %; sorted. */
  readonly forecastSeconds: Float64Array;
};

/** How often runs stayed within a forecast quantile, against how often they should. */
export type CalibrationRow = {
  /** Such as 0.9 for P90. */
  readonly quantile: number;
  readonly within: number;
  readonly runs: number;
  readonly share: number | null;
  /** Exact 95 % interval of the share; null without runs. */
  readonly low: number | null;
  readonly high: number | null;
  /** `hopeful`: too few runs stayed within, the forecast promises too much; `gloomy`: too many; else nothing can be said against it. */
  readonly verdict: "hopeful" | "gloomy" | "not-contradicted";
};

/** A comparison of forecasts with the runs that followed. */
export type Calibration = {
  readonly rows: readonly CalibrationRow[];
  /** Where each measured time fell in its forecast, 0 to 1; even over that range when the forecasts are right. */
  readonly positions: readonly number[];
};

/**
 * Compares forecasts with the runs that followed. Runs of one team on one runbook are not independent, so the intervals
 * are rather too narrow than too wide.
 *
 * Source: A. P. Dawid, "The well-calibrated Bayesian", JASA 77 (1982); intervals of Clopper and Pearson (1934).
 */
export function calibrate(runs: readonly RecordedForecast[]): Calibration {
  const usable = runs.filter(({ forecastSeconds }) => forecastSeconds.length > 0);
  const positions = usable.map(
    ({ measuredSeconds, forecastSeconds }) =>
      countUpTo(forecastSeconds, measuredSeconds) / forecastSeconds.length,
  );
  return { rows: [0.5, 0.9, 0.95, 0.99].map((quantile) => rowOf(quantile, usable)), positions };
}

function rowOf(quantile: number, recorded: readonly RecordedForecast[]): CalibrationRow {
  const runs = recorded.length;
  // By the time and not by its place: a run that took exactly what was forecast has stayed within.
  const within = recorded.filter(
    ({ measuredSeconds, forecastSeconds }) => measuredSeconds <= secondsAt(forecastSeconds, quantile),
  ).length;
  if (runs === 0)
    return { quantile, within, runs, share: null, low: null, high: null, verdict: "not-contradicted" };
  const low = within === 0 ? 0 : betaQuantile(0.025, within, runs - within + 1);
  const high = within === runs ? 1 : betaQuantile(0.975, within + 1, runs - within);
  const verdict = high < quantile ? "hopeful" : low > quantile ? "gloomy" : "not-contradicted";
  return { quantile, within, runs, share: within / runs, low, high, verdict };
}

/** The first value is 0 %, the last 100 %, so that of a curve of percents each is itself. */
function secondsAt(sorted: Float64Array, quantile: number): number {
  const place = quantile * (sorted.length - 1);
  const below = Math.floor(place + 1e-9);
  const low = sorted[below] ?? 0;
  return low + Math.max(0, place - below) * ((sorted[below + 1] ?? low) - low);
}
