import { InvalidArgumentError } from "commander";
import { isDate } from "#core/model/calendar.ts";

/** Reads a day of the command line; commander says which option was wrong. */
export function dayArgument(text: string): string {
  if (isDate(text)) return text;
  throw new InvalidArgumentError("a day is written year-month-day, such as 2026-03-31.");
}

/** Today in UTC, so that a check says the same wherever it is made. */
export function todayUtc(): string {
  return new Date().toISOString().slice(0, 10);
}
