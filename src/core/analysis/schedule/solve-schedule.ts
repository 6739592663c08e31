import { seededRandom } from "../probability/random.ts";
import { branchAndBound, exactStepsMax } from "./branch-and-bound.ts";
import { type CompiledProblem, compileProblem, ticksPerSecond } from "./compiled-problem.ts";
import { geneticSearch } from "./genetic-search.ts";
import { clockStep, type LowerBound, lowerBound } from "./lower-bound.ts";
import type { Infeasibility, ScheduleProblem } from "./schedule-problem.ts";

/** How hard to look. The defaults take well below a second for a plan of fifty steps. */
export type ScheduleEffort = {
  readonly seed?: number;
  /** Schedules the heuristic search may generate. */
  readonly schedulesMax?: number;
  /** Nodes of the exact search. */
  readonly nodesMax?: number;
  /** Asked between schedules; true ends the search with the best so far. */
  readonly isOver?: () => boolean;
};

/** The starts in ticks, in the numbering of the compiled problem. */
export type SolvedSchedule = {
  readonly starts: Float64Array;
  readonly end: number;
  readonly bound: LowerBound;
  readonly isOptimal: boolean;
};

/** A schedule in seconds, and how far from the shortest possible it may be. */
export type Schedule = {
  readonly steps: readonly {
    readonly step: string;
    readonly startSeconds: number;
    readonly endSeconds: number;
  }[];
  readonly seconds: number;
  readonly lowerBoundSeconds: number;
  readonly boundedBy: LowerBound["by"];
  /** Proven to be the shortest. */
  readonly isOptimal: boolean;
  /** At most so much longer than the shortest, as a share of the lower bound. */
  readonly gap: number;
};

/** A schedule, or why there is none. */
export type ScheduleAnswer =
  | { readonly status: "scheduled"; readonly schedule: Schedule }
  | { readonly status: "infeasible"; readonly reasons: readonly Infeasibility[] };

/**
 * The shortest schedule that can be found: exact for plans of up to 52 steps where the search ends in time, otherwise
 * the best of a genetic search, with a lower bound that says how far from the shortest it may be at most.
 */
export function solveSchedule(problem: ScheduleProblem, effort: ScheduleEffort = {}): ScheduleAnswer {
  const compilation = compileProblem(problem);
  if (compilation.status === "infeasible") return compilation;
  const compiled = compilation.problem;
  const solved = solveCompiled(compiled, effort);
  if (solved.end === Number.POSITIVE_INFINITY)
    return { status: "infeasible", reasons: [withoutWindow(compiled, solved.starts)] };
  const seconds = (ticks: number) => ticks / ticksPerSecond;
  const steps = [...compiled.ids.entries()]
    .map(([i, step]) => ({
      step,
      startSeconds: seconds(solved.starts[i]!),
      endSeconds: seconds(solved.starts[i]! + compiled.duration[i]!),
    }))
    .sort((one, other) => one.startSeconds - other.startSeconds || one.endSeconds - other.endSeconds);
  return {
    status: "scheduled",
    schedule: {
      steps,
      seconds: seconds(solved.end),
      lowerBoundSeconds: seconds(solved.bound.end),
      boundedBy: solved.bound.by,
      isOptimal: solved.isOptimal,
      gap: solved.bound.end === 0 ? 0 : (solved.end - solved.bound.end) / solved.bound.end,
    },
  };
}

/** The same on the arrays, in ticks. `end` is infinite when a roster leaves no room for a step. */
export function solveCompiled(compiled: CompiledProblem, effort: ScheduleEffort = {}): SolvedSchedule {
  const isOver = effort.isOver ?? (() => false);
  const random = seededRandom(effort.seed ?? 1);
  // An upper bound of 0 leaves nothing to refute: only the cheap bounds are computed.
  const quick = lowerBound(compiled, 0);
  const schedulesMax = effort.schedulesMax ?? Math.max(300, Math.round(600_000 / Math.max(1, compiled.size)));
  const isExact = compiled.size <= exactStepsMax && compiled.calendar === null;
  // Where an exact search follows, it needs a good start only.
  const first = isExact && effort.nodesMax !== 0 ? Math.min(schedulesMax, 500) : schedulesMax;
  let { starts, end } = geneticSearch(compiled, quick.end, random, { schedulesMax: first, isOver });
  if (end === Number.POSITIVE_INFINITY) return { starts, end, bound: quick, isOptimal: false };
  let bound = quick.end < end ? lowerBound(compiled, end) : quick;
  if (end > bound.end && isExact) {
    const known = { end, starts, lowerBound: bound.end, step: clockStep(compiled) };
    const exact = branchAndBound(compiled, known, effort.nodesMax ?? 200_000);
    end = exact.end;
    if (exact.isComplete) bound = { ...bound, end };
  }
  if (end > bound.end && first < schedulesMax && !isOver()) {
    const further = geneticSearch(compiled, bound.end, random, { schedulesMax, isOver });
    if (further.end < end) ({ starts, end } = further);
  }
  return { starts, end, bound, isOptimal: end <= bound.end };
}

function withoutWindow(compiled: CompiledProblem, starts: Float64Array): Infeasibility {
  const i = starts.findIndex((start) => start === Number.POSITIVE_INFINITY);
  return { type: "no-window", step: compiled.ids[i] ?? "", seconds: compiled.duration[i]! / ticksPerSecond };
}
