import { ticksPerSecond } from "../schedule/compiled-problem.ts";
import type { PlannedModel } from "./forecast-model.ts";

/** A problem in the numbering of a priority order, as a simulation reads it from front to back. Times in seconds. */
export type RankedArrays = {
  readonly release: Float64Array;
  readonly successorStart: Int32Array;
  readonly successors: Int32Array;
  readonly waitingAtFirst: Int32Array;
  /** What a step needs: `needResource` and `needAmount` from `needStart[rank]` to `needStart[rank + 1]`. */
  readonly needStart: Int32Array;
  readonly needResource: Int32Array;
  readonly needAmount: Float64Array;
  /** The least that any step needs of a resource: with less left, nobody need be asked. */
  readonly leastNeed: Float64Array;
};

/** Renumbers a problem: rank 0 is the first of the order. */
export function rankedArrays({ problem }: PlannedModel, order: Int32Array): RankedArrays {
  const { size, width, demand } = problem;
  const rankOf = new Int32Array(size);
  for (const [rank, step] of order.entries()) rankOf[step] = rank;
  const successorStart = new Int32Array(size + 1);
  const needStart = new Int32Array(size + 1);
  const successors: number[] = [];
  const resources: number[] = [];
  const amounts: number[] = [];
  const leastNeed = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  for (const [rank, step] of order.entries()) {
    const edges = problem.successors.subarray(problem.successorStart[step], problem.successorStart[step + 1]);
    successors.push(...Array.from(edges, (next) => rankOf[next]!).sort((one, other) => one - other));
    for (let r = 0; r < width; r += 1) {
      const amount = demand[step * width + r]!;
      if (amount === 0) continue;
      resources.push(r);
      amounts.push(amount);
      leastNeed[r] = Math.min(leastNeed[r]!, amount);
    }
    successorStart[rank + 1] = successors.length;
    needStart[rank + 1] = resources.length;
  }
  const { predecessorStart, release } = problem;
  return {
    release: Float64Array.from(order, (step) => release[step]! / ticksPerSecond),
    successorStart,
    successors: Int32Array.from(successors),
    waitingAtFirst: Int32Array.from(order, (step) => predecessorStart[step + 1]! - predecessorStart[step]!),
    needStart,
    needResource: Int32Array.from(resources),
    needAmount: Float64Array.from(amounts),
    leastNeed,
  };
}
