import { type Draw, drawInto, keyOfText, unitOf } from "../probability/counter-random.ts";
import { normalCdf, normalQuantile } from "../probability/normal.ts";
import { durationQuantile } from "./duration-model.ts";
import type { PlannedModel, ForecastStep } from "./forecast-model.ts";
import { quantileTable, tableCells } from "./quantile-table.ts";

/** Draws the durations of all steps of a trial, in seconds, in the numbering of the model. */
export type Sampler = (trial: number, durations: Float64Array) => void;

const cellsPerWord = tableCells / 4_294_967_296;

/**
 * Makes the sampler of a model and a seed. Steps of one duration cost nothing per trial, ordinary ones a hash and a
 * look-up; only what is correlated, may fail or has a long tail is worked out in full.
 */
export function createSampler({ steps, keys }: PlannedModel, seed: number): Sampler {
  const fixed = new Float64Array(steps.length);
  const tabled: number[] = [];
  const special: { readonly index: number; readonly draw: SpecialDraw }[] = [];
  for (const [index, step] of steps.entries()) {
    const isAlone = step.cause === null && step.failure === null;
    if (isAlone && isConstant(step)) fixed[index] = durationQuantile(step.duration, 0.5);
    else if (isAlone && step.duration.type !== "lognormal") tabled.push(index);
    else special.push({ index, draw: specialDraw(step) });
  }
  const indices = Int32Array.from(tabled);
  const tables = new Float32Array(tabled.length * (tableCells + 1));
  for (const [at, index] of tabled.entries())
    tables.set(quantileTable(steps[index]!.duration), at * (tableCells + 1));
  const draw: Draw = { a: 0, b: 0, c: 0 };
  return (trial, durations) => {
    durations.set(fixed);
    for (let at = 0; at < indices.length; at += 1) {
      const index = indices[at]!;
      drawInto(draw, seed, trial, keys[index]!);
      const place = draw.a * cellsPerWord;
      const cell = place | 0;
      const low = tables[at * (tableCells + 1) + cell]!;
      durations[index] = low + (place - cell) * (tables[at * (tableCells + 1) + cell + 1]! - low);
    }
    for (const { index, draw: drawOf } of special) durations[index] = drawOf(seed, trial, keys[index]!);
  };
}

type SpecialDraw = (seed: number, trial: number, key: number) => number;

function isConstant({ duration }: ForecastStep): boolean {
  switch (duration.type) {
    case "pert":
      return duration.minSeconds === duration.maxSeconds;
    case "empirical":
      return new Set(duration.seconds).size === 1;
    case "lognormal":
      return duration.sigma === 0;
    default:
      return true;
  }
}

/** Correlation, failures with retries, and tails that no table holds. */
function specialDraw({ duration, failure, cause }: ForecastStep): SpecialDraw {
  const draw: Draw = { a: 0, b: 0, c: 0 };
  const causeKey = cause === null ? 0 : keyOfText(`cause ${cause.name}`);
  const shared = Math.sqrt(cause?.strength ?? 0);
  const own = Math.sqrt(1 - (cause?.strength ?? 0));
  const table = duration.type === "lognormal" || duration.type === "unknown" ? null : quantileTable(duration);
  const secondsAt = (u: number): number => {
    if (table === null) return durationQuantile(duration, u);
    const cell = Math.min(tableCells - 1, Math.floor(u * tableCells));
    return table[cell]! + (u * tableCells - cell) * (table[cell + 1]! - table[cell]!);
  };
  const attempt = (seed: number, trial: number, key: number): number => {
    drawInto(draw, seed, trial, key);
    const u = unitOf(draw.a);
    if (cause === null) return secondsAt(u);
    const failed = draw.b;
    drawInto(draw, seed, trial, causeKey);
    const z = shared * normalQuantile(unitOf(draw.a)) + own * normalQuantile(u);
    draw.b = failed;
    return secondsAt(normalCdf(z));
  };
  return (seed, trial, key) => {
    let seconds = attempt(seed, trial, key);
    if (failure === null) return seconds;
    for (let count = 1; unitOf(draw.b) < failure.probability; count += 1) {
      if (count >= failure.attempts) {
        if (failure.fallback === null) break;
        drawInto(draw, seed, trial, key ^ 0x5f_35_64_95);
        return seconds + durationQuantile(failure.fallback, unitOf(draw.a));
      }
      seconds += failure.backoffSeconds + attempt(seed, trial, (key + Math.imul(count, 0x9e_37_79_b9)) | 0);
    }
    return seconds;
  };
}
