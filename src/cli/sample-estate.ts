import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { addDays, daysBetween } from "#core/model/calendar.ts";

const folder = path.join(import.meta.dirname, "sample-estate");

/** The day as of which the sample, as it stands in our files, has nothing overdue. */
export const sampleDay = "2026-06-30";

/**
 * The files of the sample estate as of a day, `YYYY-MM-DD`: all its dates are moved with it, by whole weeks, so that
 * what was tested five weeks ago was so again and a duty still begins on a Monday.
 */
export function sampleEstate(today: string): readonly { readonly name: string; readonly text: string }[] {
  const weeks = Math.floor(daysBetween(sampleDay, today) / 7);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .toSorted()
    .map((name) => {
      const text = readFileSync(path.join(folder, name), "utf8");
      return {
        name,
        text: text.replaceAll(/\b\d{4}-\d{2}-\d{2}(?=\b|T)/g, (date) => addDays(date, weeks * 7)),
      };
    });
}
