import { compileProblem, ticksPerSecond } from "../schedule/compiled-problem.ts";
import { criticalPath } from "../schedule/critical-path.ts";
import { type DurationModel, durationQuantile, likelySecondsOf } from "../forecast/duration-model.ts";
import type { ForecastProblem } from "../forecast/forecast-model.ts";

/** Whether an objective can be met at all, before anybody is counted. Seconds. */
export type Feasibility =
  /** One step takes longer even when it goes as well as it can. */
  | { readonly type: "step-alone"; readonly step: string; readonly seconds: number }
  /** Steps that must follow one another do, even when all go as well as they can. */
  | { readonly type: "chain"; readonly steps: readonly string[]; readonly seconds: number }
  /** With likely durations and people without number it would take so long. */
  | { readonly type: "likely-chain"; readonly steps: readonly string[]; readonly seconds: number }
  /** With people without number it would do; with those there are it takes so long. */
  | { readonly type: "staffing"; readonly seconds: number }
  | { readonly type: "feasible"; readonly seconds: number }
  /** It cannot be done with what there is, whatever the time. */
  | { readonly type: "infeasible" };

/**
 * Judges an objective from what no staffing can change to what it can: the shortest single step, the longest chain with
 * the best durations, the same with likely ones, and last the plan with the people there are (`plannedSeconds`; null:
 * there is none). Steps after the service is back do not count.
 */
export function feasibility(
  forecast: ForecastProblem,
  objectiveSeconds: number,
  plannedSeconds: number | null,
): Feasibility {
  const steps = forecast.steps.filter(({ isBeforeBack }) => isBeforeBack);
  for (const { id, duration } of steps) {
    const seconds = bestSeconds(duration);
    if (seconds > objectiveSeconds) return { type: "step-alone", step: id, seconds };
  }
  const best = longestChain(forecast, bestSeconds);
  if (best.seconds > objectiveSeconds) return { type: "chain", ...best };
  if (plannedSeconds === null) return { type: "infeasible" };
  const likely = longestChain(forecast, likelySecondsOf);
  if (likely.seconds > objectiveSeconds) return { type: "likely-chain", ...likely };
  return { type: plannedSeconds > objectiveSeconds ? "staffing" : "feasible", seconds: plannedSeconds };
}

/** The best a duration can be: of what has no end on that side, the hundredth part. */
function bestSeconds(model: DurationModel): number {
  switch (model.type) {
    case "pert":
      return model.minSeconds;
    case "empirical":
      return Math.min(...model.seconds);
    default:
      return durationQuantile(model, 0.01);
  }
}

function longestChain(
  { steps }: ForecastProblem,
  secondsOf: (model: DurationModel) => number,
): { readonly steps: readonly string[]; readonly seconds: number } {
  const isLate = new Set(steps.filter(({ isBeforeBack }) => !isBeforeBack).map(({ id }) => id));
  const compilation = compileProblem({
    activities: steps.map((step) => ({
      ...step,
      needs: {},
      durationSeconds: isLate.has(step.id) ? 0 : secondsOf(step.duration),
    })),
    resources: [],
  });
  if (compilation.status === "infeasible") return { steps: [], seconds: 0 };
  const { problem } = compilation;
  const { head, tail, length } = criticalPath(problem);
  const chain = [...problem.order].filter(
    (i) => problem.duration[i]! > 0 && length === head[i]! + problem.duration[i]! + tail[i]!,
  );
  // Of several chains of the same length, one: each step begins where the one before it ended.
  const links: string[] = [];
  let end = -1;
  for (const i of chain) {
    if (end !== -1 && head[i]! < end) continue;
    links.push(problem.ids[i] ?? "");
    end = head[i]! + problem.duration[i]!;
  }
  return { steps: links, seconds: length / ticksPerSecond };
}

/** A judgement in words, for a person; `durationText` writes seconds. */
export function feasibilityText(
  found: Feasibility,
  objectiveSeconds: number,
  durationText: (seconds: number) => string,
): string {
  const wanted = durationText(objectiveSeconds);
  switch (found.type) {
    case "step-alone":
      return `no staffing meets ${wanted}: step ${found.step} alone takes ${durationText(found.seconds)}`;
    case "chain":
      return `no staffing meets ${wanted}: ${found.steps.join(", ")} follow one another and take ${durationText(found.seconds)} at best`;
    case "likely-chain":
      return `no staffing is likely to meet ${wanted}: ${found.steps.join(", ")} follow one another and take ${durationText(found.seconds)}`;
    case "staffing":
      return `with more people ${wanted} could be met; with those there are it takes ${durationText(found.seconds)}`;
    case "feasible":
      return `feasible: ${durationText(found.seconds)} with likely durations`;
    case "infeasible":
      return "it cannot be done with what there is";
    default:
      return found satisfies never;
  }
}
