// A thread that carries out a stretch of trials and ends.
import { parentPort, workerData } from "node:worker_threads";
import { byHundredths } from "#core/analysis/progress.ts";
import type { ForecastModel } from "#core/analysis/forecast/forecast-model.ts";
import { simulate, type TrialRange } from "#core/analysis/forecast/simulate.ts";

const { model, range } = workerData as { readonly model: ForecastModel; readonly range: TrialRange };
const simulation = simulate(
  model,
  range,
  byHundredths((done) => parentPort?.postMessage({ done }, [])),
);
const { seconds, backSeconds } = simulation;
// Moved, not copied; both may be one array.
const buffers = [...new Set([seconds.buffer, backSeconds.buffer])];
parentPort?.postMessage({ simulation }, buffers as ArrayBuffer[]);
