import { addDays } from "../../model/calendar.ts";
import type { HolidayCalendar } from "./pack.ts";

/** Whether people of that calendar do not work on a day (`YYYY-MM-DD`): a weekend, or a holiday of theirs. */
export function isOff(day: string, calendar: HolidayCalendar | null): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6 || (calendar !== null && holidaysOf(calendar, yearOf(day)).has(day));
}

/** The first day after `day` on which people of that calendar work. */
export function nextWorkingDay(day: string, calendar: HolidayCalendar | null): string {
  let next = addDays(day, 1);
  while (isOff(next, calendar)) next = addDays(next, 1);
  return next;
}

const yearOf = (day: string) => Number(day.slice(0, 4));
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

function holidaysOf(calendar: HolidayCalendar, year: number): ReadonlySet<string> {
  switch (calendar) {
    case "us-federal":
      // The first of January may be observed on the last of December of the year before.
      return new Set([...usFederal(year), ...usFederal(year + 1)]);
    case "target":
      return new Set(targetDays(year));
    default:
      return calendar satisfies never;
  }
}

const date = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** The `nth` given weekday of a month (1 is the first), or its last one for -1. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): string {
  if (nth < 0) {
    const last = addDays(month === 12 ? date(year + 1, 1, 1) : date(year, month + 1, 1), -1);
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const first = date(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7);
}

/** A fixed holiday on a Saturday is kept on the Friday before, on a Sunday on the Monday after (5 U.S.C. 6103(b)). */
function observed(day: string): string {
  const weekday = weekdayOf(day);
  if (weekday === 6) return addDays(day, -1);
  return weekday === 0 ? addDays(day, 1) : day;
}

/** Federal holidays of the United States (5 U.S.C. 6103(a)), on the days on which they are observed. */
function usFederal(year: number): readonly string[] {
  return [
    observed(date(year, 1, 1)),
    nthWeekday(year, 1, 1, 3),
    nthWeekday(year, 2, 1, 3),
    nthWeekday(year, 5, 1, -1),
    observed(date(year, 6, 19)),
    observed(date(year, 7, 4)),
    nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 10, 1, 2),
    observed(date(year, 11, 11)),
    nthWeekday(year, 11, 4, 4),
    observed(date(year, 12, 25)),
  ];
}

/** Closing days of TARGET, which no member state works on: a floor for bank holidays, not a list of each state's. */
function targetDays(year: number): readonly string[] {
  const easter = easterSunday(year);
  return [
    date(year, 1, 1),
    addDays(easter, -2),
    addDays(easter, 1),
    date(year, 5, 1),
    date(year, 12, 25),
    date(year, 12, 26),
  ];
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return date(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}
