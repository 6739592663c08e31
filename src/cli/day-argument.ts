import { InvalidArgumentError } from "commander";
import { isDate } from "#core/model/calendar.ts";

/** Reads a day of the command line; commander says which option was wrong. */
export function dayArgument(text: string): string {
  if (isDate(text)) return text;
  throw new InvalidArgumentError("a day is written year-month-day, such as 2026-03-31.");
}
