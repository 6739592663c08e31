import type { CompiledProblem } from "./compiled-problem.ts";

/**
 * The problem with time running backwards: what came last comes first. Lead times and rosters have no mirror image and
 * are left out, so its schedules serve to find good orders, which are then scheduled forwards with everything.
 */
export function mirroredProblem(problem: CompiledProblem): CompiledProblem {
  return {
    ...problem,
    predecessorStart: problem.successorStart,
    predecessors: problem.successors,
    successorStart: problem.predecessorStart,
    successors: problem.predecessors,
    release: new Float64Array(problem.size),
    calendar: null,
    order: problem.order.toReversed(),
  };
}
