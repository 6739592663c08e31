import { type DurationModel, durationQuantile, pertShape } from "./duration-model.ts";

/** Cells of a table of quantiles; a table is 1 KiB, so those of 300 steps stay in a processor's second-level cache. */
export const tableCells = 256;

/**
 * The quantiles of a model at 0/256, 1/256 … 256/256, to be joined by straight lines: a duration is then drawn by one
 * look-up. The mean is right to about one part in ten thousand.
 */
export function quantileTable(model: DurationModel): Float64Array {
  if (model.type === "pert" && model.minSeconds < model.maxSeconds)
    return pertTable(model.minSeconds, model.likelySeconds, model.maxSeconds);
  return Float64Array.from({ length: tableCells + 1 }, (_, cell) =>
    durationQuantile(model, cell / tableCells),
  );
}

const gridCells = 512;

/** x = sin²(t): near both ends steps in x become small, where the density may be steep. */
const grid = Float64Array.from(
  { length: gridCells + 1 },
  (_, cell) => Math.sin((Math.PI / 2) * (cell / gridCells)) ** 2,
);
/** The logarithms of sine and cosine in the middle of each cell: with them a density is one exponential. */
const middles = Array.from({ length: gridCells }, (_, cell) => (Math.PI / 2) * ((cell + 0.5) / gridCells));
const logSine = Float64Array.from(middles, (t) => Math.log(Math.sin(t)));
const logCosine = Float64Array.from(middles, (t) => Math.log(Math.cos(t)));

/** The beta density is summed up once on a fine grid, finer at the ends, and read backwards. */
function pertTable(min: number, likely: number, max: number): Float64Array {
  const { alpha, beta } = pertShape(min, likely, max);
  const x = grid;
  const sum = new Float64Array(gridCells + 1);
  for (let cell = 0; cell < gridCells; cell += 1) {
    // The density x^(alpha-1) (1-x)^(beta-1) times dx/dt = 2 sin cos.
    const height = Math.exp((2 * alpha - 1) * logSine[cell]! + (2 * beta - 1) * logCosine[cell]!);
    sum[cell + 1] = sum[cell]! + height;
  }
  const total = sum[gridCells]!;
  const table = new Float64Array(tableCells + 1);
  let at = 0;
  for (let cell = 1; cell < tableCells; cell += 1) {
    const wanted = (cell / tableCells) * total;
    while (sum[at + 1]! < wanted) at += 1;
    const share = (wanted - sum[at]!) / (sum[at + 1]! - sum[at]!);
    table[cell] = min + (max - min) * (x[at]! + share * (x[at + 1]! - x[at]!));
  }
  table[0] = min;
  table[tableCells] = max;
  return table;
}
