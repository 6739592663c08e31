import assert from "node:assert/strict";
import { test } from "node:test";
import { calibrate } from "./calibration.ts";
import { modelOf, pert, step } from "./forecast.test-kit.ts";
import { simulate } from "./simulate.ts";

const model = modelOf({
  steps: [step("a", pert(10, 20, 60)), step("b", pert(5, 8, 30), { after: ["a"] })],
  resources: [],
});
const forecastSeconds = simulate(model, { seed: 1, from: 0, to: 20_000 }).seconds.sort();
/** So many recorded runs, which took `factor` times what the forecast takes them to. */
function recorded(seed: number, factor: number) {
  const { seconds } = simulate(model, { seed, from: 0, to: 400 });
  return [...seconds].map((each) => ({ measuredSeconds: factor * each, forecastSeconds }));
}

test("[A5.3] forecasts are held against recorded runs: hopeful and gloomy ones are contradicted", () => {
  const verdicts = (factor: number) => calibrate(recorded(7, factor)).rows.map(({ verdict }) => verdict);
  assert.deepEqual(verdicts(1.5).slice(0, 3), ["hopeful", "hopeful", "hopeful"]);
  assert.deepEqual(verdicts(0.5).slice(0, 2), ["gloomy", "gloomy"]);
});

test("a right forecast is contradicted no more often than an interval of 95 % promises", () => {
  const rows = Array.from({ length: 100 }, (_, seed) => calibrate(recorded(seed + 2, 1)).rows).flat();
  const contradicted = rows.filter(({ verdict }) => verdict !== "not-contradicted").length;
  assert.ok(contradicted <= 0.07 * rows.length, `${contradicted} of ${rows.length}`);
});

test("without runs nothing is said, and a few runs contradict nothing they cannot", () => {
  assert.deepEqual(calibrate([]).rows[0], {
    quantile: 0.5,
    within: 0,
    runs: 0,
    share: null,
    low: null,
    high: null,
    verdict: "not-contradicted",
  });
  const late = Array.from({ length: 3 }, () => ({ measuredSeconds: 1e6, forecastSeconds }));
  assert.deepEqual(
    calibrate(late).rows.map(({ verdict }) => verdict),
    ["not-contradicted", "hopeful", "hopeful", "hopeful"],
  );
});

test("a run that took exactly what was forecast has stayed within, and a curve of percents is read at its percents", () => {
  const within = (measuredSeconds: number, forecast: readonly number[]) =>
    calibrate([{ measuredSeconds, forecastSeconds: Float64Array.from(forecast) }]).rows.map(
      (row) => row.within,
    );
  assert.deepEqual(within(900, [900, 900, 900]), [1, 1, 1, 1]);
  const curve = Array.from({ length: 101 }, (_, percent) => percent);
  assert.deepEqual(within(90, curve), [0, 1, 1, 1]);
  assert.deepEqual(within(95.5, curve), [0, 0, 0, 1]);
});
