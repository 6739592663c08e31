import { InvalidArgumentError } from "commander";
import { type DurationChanges, parseDurationChange } from "#core/analysis/forecast/duration-change.ts";
import { parseDuration } from "#core/model/duration.ts";

/** Collects `--capacity team:x=2`; throws commander's error for what is none. */
export function capacityArgument(
  text: string,
  before: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const match = /^(.+)=(\d+(?:\.\d+)?)$/.exec(text);
  if (match === null)
    throw new InvalidArgumentError("write RESOURCE=NUMBER, such as team:dba=2 or team:dba=1.5");
  return new Map([...before, [match[1] ?? "", Number(match[2])]]);
}

/** The option that assumes the time of a step, as commander takes it. */
export const durationOption = [
  "--duration <step=time>",
  "assume a time, such as restore=PT20M, restore=PT10M/PT20M/PT1H or restore=50% (repeatable)",
] as const;

/** Collects `--duration STEP=TIME`; throws commander's error for what is none. */
export function durationChangeArgument(text: string, before: DurationChanges = {}): DurationChanges {
  const at = text.lastIndexOf("=");
  const change = parseDurationChange(text.slice(at + 1));
  if (at > 0 && change !== null) return { ...before, [text.slice(0, at)]: change };
  throw new InvalidArgumentError(
    "write STEP=TIME, such as restore=PT20M, restore=PT10M/PT20M/PT1H (ascending) or restore=50%",
  );
}

/** A whole number of a range. */
export function wholeNumberArgument(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`it is a whole number from ${min} to ${max}`);
  };
}

/** A share above 0 and below 1. */
export function shareArgument(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError("it is a number between 0 and 1, such as 0.9");
}

/** An instant with its offset, in UTC with milliseconds. */
export function instantArgument(text: string): string {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const moment = Date.parse(text);
  if (isInstant && !Number.isNaN(moment)) return new Date(moment).toISOString();
  throw new InvalidArgumentError("write an instant with its offset, such as 2026-03-01T02:00:00Z");
}

/** An ISO 8601 duration; gives seconds. */
export function durationArgument(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== null) return seconds;
  throw new InvalidArgumentError("write an ISO 8601 duration, such as PT30M");
}
