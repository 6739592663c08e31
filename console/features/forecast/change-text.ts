import {
  type DurationChange,
  durationChangeText,
  parseDurationChange,
} from "#core/analysis/forecast/duration-change.ts";
import { type DurationModel, likelySecondsOf } from "#core/analysis/forecast/duration-model.ts";
import { parseDuration } from "#core/model/duration.ts";
import { formatDuration } from "../../ui/format-duration.ts";

const unitSeconds: { readonly [unit: string]: number } = {
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3600,
  d: 86_400,
};

/** Seconds of `20 min`, `1 h 30 min`, `45 s` or an ISO 8601 duration; null where it is neither. */
export function parseTimeText(text: string): number | null {
  const trimmed = text.trim();
  const iso = parseDuration(trimmed.toUpperCase());
  if (iso !== null) return iso;
  if (!/^(\d+(?:[.,]\d+)?\s*[a-z]+\s*)+$/i.test(trimmed)) return null;
  let seconds = 0;
  for (const [, amount = "", unit = ""] of trimmed.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)/gi)) {
    const length = unitSeconds[unit.toLowerCase()];
    if (length === undefined) return null;
    seconds += Number(amount.replace(",", ".")) * length;
  }
  return seconds;
}

/** What a person types for the time of a step: `20 min`, `10 min / 20 min / 1 h`, `50 %`; null where it is none. */
export function parseChangeText(text: string): DurationChange | null {
  const compact = parseDurationChange(text.replaceAll(/\s/g, ""));
  if (compact !== null) return compact;
  const parts = text.split("/").map((part) => parseTimeText(part));
  if (parts.length !== 1 && parts.length !== 3) return null;
  const seconds = parts.filter((part) => part !== null);
  if (seconds.length !== parts.length) return null;
  const [minSeconds = 0, likelySeconds = minSeconds, maxSeconds = minSeconds] = seconds;
  if (minSeconds > likelySeconds || likelySeconds > maxSeconds) return null;
  return { type: "estimate", minSeconds, likelySeconds, maxSeconds };
}

/** A duration in words: what is known of it, and from where. */
export function modelText(model: DurationModel): string {
  switch (model.type) {
    case "fixed":
      return formatDuration(model.seconds);
    case "pert":
      return model.minSeconds === model.maxSeconds
        ? formatDuration(model.likelySeconds)
        : `${formatDuration(model.likelySeconds)} (${formatDuration(model.minSeconds)} to ${formatDuration(model.maxSeconds)})`;
    case "lognormal":
      return `${formatDuration(model.medianSeconds)}, with a long tail`;
    case "empirical":
      return `${formatDuration(likelySecondsOf(model))}, the median of ${model.seconds.length} measured`;
    case "unknown":
      return "unknown";
    default:
      return model satisfies never;
  }
}

/** A change in words, as a list of changes shows it. */
export function changeText(change: DurationChange): string {
  if (change.type === "percent") return `${change.percent} % of its time`;
  const { minSeconds, likelySeconds, maxSeconds } = change;
  return minSeconds === maxSeconds
    ? formatDuration(likelySeconds)
    : `${formatDuration(likelySeconds)} (${formatDuration(minSeconds)} to ${formatDuration(maxSeconds)})`;
}

/** A change as it stands in the field in which it can be edited. */
export function fieldText(change: DurationChange | undefined): string {
  if (change === undefined) return "";
  return change.type === "percent"
    ? `${change.percent} %`
    : durationChangeText(change).replaceAll("/", " / ");
}
