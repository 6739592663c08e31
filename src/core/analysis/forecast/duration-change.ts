import { isoDuration, parseDuration } from "../../model/duration.ts";
import type { DurationModel } from "./duration-model.ts";

/** What is assumed of the time of a step instead of what is known: a share of it, or an estimate of one's own. */
export type DurationChange =
  | { readonly type: "percent"; readonly percent: number }
  | {
      readonly type: "estimate";
      readonly minSeconds: number;
      readonly likelySeconds: number;
      readonly maxSeconds: number;
    };

/** Assumed times by step; of several runbooks by `runbook/step`. */
export type DurationChanges = { readonly [step: string]: DurationChange };

/** More than a hundredfold is no change of a time but another step. */
export const percentMax = 10_000;

/** The duration with the change; a share of what is unknown stays unknown. */
export function changedDuration(model: DurationModel, change: DurationChange | undefined): DurationModel {
  if (change === undefined) return model;
  if (change.type === "estimate") {
    const { minSeconds, likelySeconds, maxSeconds } = change;
    return { type: "pert", minSeconds, likelySeconds, maxSeconds };
  }
  const factor = change.percent / 100;
  switch (model.type) {
    case "fixed":
      return { ...model, seconds: model.seconds * factor };
    case "pert":
      return {
        ...model,
        minSeconds: model.minSeconds * factor,
        likelySeconds: model.likelySeconds * factor,
        maxSeconds: model.maxSeconds * factor,
      };
    case "lognormal":
      return { ...model, medianSeconds: model.medianSeconds * factor };
    case "empirical":
      return { ...model, seconds: model.seconds.map((seconds) => seconds * factor) };
    case "unknown":
      return model;
    default:
      return model satisfies never;
  }
}

/** `50%`, `PT5M` or `PT1M/PT5M/PT20M` (shortest, likely, longest); null where it is none of them. */
export function parseDurationChange(text: string): DurationChange | null {
  const share = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (share !== null) {
    const percent = Number(share[1]);
    return percent > percentMax ? null : { type: "percent", percent };
  }
  const seconds = text.split("/").map((part) => parseDuration(part));
  const [first, second, third] = seconds;
  if (first === null || first === undefined) return null;
  if (seconds.length === 1)
    return { type: "estimate", minSeconds: first, likelySeconds: first, maxSeconds: first };
  if (seconds.length !== 3 || typeof second !== "number" || typeof third !== "number") return null;
  if (first > second || second > third) return null;
  return { type: "estimate", minSeconds: first, likelySeconds: second, maxSeconds: third };
}

/** The change as `parseDurationChange` reads it. */
export function durationChangeText(change: DurationChange): string {
  if (change.type === "percent") return `${change.percent}%`;
  const { minSeconds, likelySeconds, maxSeconds } = change;
  const parts = minSeconds === maxSeconds ? [likelySeconds] : [minSeconds, likelySeconds, maxSeconds];
  return parts.map((seconds) => isoDuration(seconds)).join("/");
}

/** The changes of one of so many runbooks: of several, a step is called `runbook/step`. */
export function changesOf(changes: DurationChanges, runbook: string, isAlone: boolean): DurationChanges {
  if (isAlone) return changes;
  const prefix = `${runbook}/`;
  return Object.fromEntries(
    Object.entries(changes).flatMap(([step, change]) =>
      step.startsWith(prefix) ? [[step.slice(prefix.length), change]] : [],
    ),
  );
}
