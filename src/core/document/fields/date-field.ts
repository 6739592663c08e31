import { z } from "zod";
import { isDate, type Period, parsePeriod } from "../../model/calendar.ts";
import { instant, millisecondsOf } from "../../model/instant.ts";

/** A day, `YYYY-MM-DD`; it is kept as it is written. */
export const dateField = z
  .string()
  .meta({ format: "date", examples: ["2026-03-31"] })
  .check((context) => {
    if (isDate(context.value)) return;
    context.issues.push({
      code: "custom",
      input: context.value,
      message: `${JSON.stringify(context.value)} is not a day`,
      params: { help: "a day is written year-month-day, such as 2026-03-31" },
    });
  });

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A moment with its offset from UTC; read as ISO 8601 in UTC with milliseconds. */
export const instantField = instantFieldLike("2026-03-31T08:00:00Z");

/** The same with an example of its own, for what must be later than something else. */
export function instantFieldLike(example: string) {
  return z
    .string()
    .meta({ format: "date-time", examples: [example] })
    .transform((text, context): string => {
      const milliseconds =
        instantPattern.test(text) && isDate(text.slice(0, 10)) ? millisecondsOf(text) : NaN;
      if (!Number.isNaN(milliseconds)) return instant(milliseconds);
      context.issues.push({
        code: "custom",
        input: text,
        message: `${JSON.stringify(text)} is not a moment`,
        params: {
          help: "write day, time and offset, such as 2026-03-31T08:00:00Z or 2026-03-31T08:00:00+02:00",
        },
      });
      return z.NEVER;
    });
}

/** A span of the calendar: ISO 8601 in years, months, weeks and days. */
export const periodField = z
  .string()
  .meta({
    pattern: "^P(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?$",
    examples: ["P1Y", "P3M", "P2W", "P30D"],
  })
  .transform((text, context): Period => {
    const period = parsePeriod(text);
    if (period !== null) return period;
    context.issues.push({
      code: "custom",
      input: text,
      message: `${JSON.stringify(text)} is not a span of days, months or years`,
      params: { help: "write it in ISO 8601 without hours, such as P30D, P3M or P1Y" },
    });
    return z.NEVER;
  });
