import type { DurationModel } from "../analysis/forecast/duration-model.ts";
import type { StepDuration } from "../model/step.ts";

/** A duration of a document as a distribution. */
export function durationOf({ sigma, ...points }: StepDuration): DurationModel {
  if (sigma !== undefined) return { type: "lognormal", medianSeconds: points.likelySeconds, sigma };
  return { type: "pert", ...points };
}
