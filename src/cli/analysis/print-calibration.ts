import { type CalibrationRow, calibrate } from "#core/analysis/forecast/calibration.ts";
import { textTable } from "../text-table.ts";

/** How a forecast stands to the runs that are on record. */
export type ForecastCalibration = { readonly runs: number; readonly rows: readonly CalibrationRow[] };

/** Compares recorded times, in seconds, with the curve of a forecast. */
export function forecastCalibration(
  recorded: readonly number[],
  curve: readonly number[],
): ForecastCalibration {
  const forecastSeconds = Float64Array.from(curve);
  const runs = recorded.map((measuredSeconds) => ({ measuredSeconds, forecastSeconds }));
  return { runs: recorded.length, rows: calibrate(runs).rows };
}

/** The comparison for a person. */
export function printCalibration({ runs, rows }: ForecastCalibration): string {
  if (runs === 0) return "No recorded run to hold it against.";
  const percent = (share: number | null) => `${(100 * (share ?? 0)).toFixed(0)} %`;
  const lines = rows.map(({ quantile, within, share, low, high, verdict }) => [
    `P${Math.round(100 * quantile)}`,
    `${within} of ${runs}`,
    percent(share),
    `${percent(low)} to ${percent(high)}`,
    verdicts[verdict],
  ]);
  const head = ["", "stayed within", "share", "95 % interval", ""];
  return `Held against recorded runs (${runs})\n${textTable([head, ...lines])}`;
}

const verdicts: { readonly [verdict in CalibrationRow["verdict"]]: string } = {
  hopeful: "too hopeful: runs take longer than forecast",
  gloomy: "too gloomy: runs are faster than forecast",
  "not-contradicted": "not contradicted",
};
