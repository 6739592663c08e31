import { criticalPath } from "../schedule/critical-path.ts";
import { orderByKey } from "../schedule/order-by-key.ts";
import type { PlannedModel } from "./forecast-model.ts";

/**
 * The steps in the order of the plan's starts; of those that start together, what has most behind it first. Whoever is
 * free takes the first of them that can be done.
 */
export function priorityOrder({ problem, plan }: PlannedModel): Int32Array {
  const { tail } = criticalPath(problem);
  const { starts } = plan;
  const sorted = [...tail.keys()].sort(
    (one, other) => starts[one]! - starts[other]! || tail[other]! - tail[one]! || one - other,
  );
  const key = new Float64Array(problem.size);
  for (const [place, step] of sorted.entries()) key[step] = place;
  return orderByKey(problem, key);
}

/** The steps in the order of what must still follow, the longest first. */
export function longestFirst({ problem }: PlannedModel): Int32Array {
  const { tail } = criticalPath(problem);
  return orderByKey(
    problem,
    tail.map((after, step) => -after - problem.duration[step]!),
  );
}
