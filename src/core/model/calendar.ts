/** A span of calendar time: months and years have no fixed length in seconds, so they are kept as they are. */
export type Period = { readonly months: number; readonly days: number };

/** A day as documents write it: `2026-03-31`. */
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

const periodPattern = /^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/;

const dayMilliseconds = 86_400_000;

/** Whether `text` is a day of the calendar (ISO 8601 `YYYY-MM-DD`); the 30th of February is none. */
export function isDate(text: string): boolean {
  const parts = datePattern.exec(text);
  if (!parts) return false;
  const [, year, month, day] = parts.map(Number) as [number, number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The period of an ISO 8601 duration in years, months, weeks and days (`P12M`, `P2W`), or null where `text` is none. */
export function parsePeriod(text: string): Period | null {
  const parts = periodPattern.exec(text);
  if (!parts || text === "P") return null;
  const [years = 0, months = 0, weeks = 0, days = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return { months: years * 12 + months, days: weeks * 7 + days };
}

/** A period as ISO 8601: `P1Y`, `P3M10D`; `P0D` for none. */
export function formatPeriod({ months, days }: Period): string {
  const years = Math.floor(months / 12);
  const parts = [
    years > 0 ? `${years}Y` : "",
    months % 12 > 0 ? `${months % 12}M` : "",
    days > 0 ? `${days}D` : "",
  ];
  return `P${parts.join("") || "0D"}`;
}

/**
 * The day a period after (`sign` 1) or before (`sign` -1) a day. Months come first; where the month
 * has no such day its last one counts (31 January + P1M is the end of February), then days.
 */
export function addPeriod(date: string, { months, days }: Period, sign: 1 | -1 = 1): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const monthIndex = year * 12 + (month - 1) + sign * months;
  const newYear = Math.floor(monthIndex / 12);
  if (newYear < 0 || newYear > 9999) return newYear < 0 ? "0000-01-01" : "9999-12-31";
  const newMonth = (monthIndex % 12) + 1;
  const newDay = Math.min(day, daysInMonth(newYear, newMonth));
  return addDays(`${padded(newYear, 4)}-${padded(newMonth, 2)}-${padded(newDay, 2)}`, sign * days);
}

/** The day so many days after a day; before it where `days` is negative. */
export function addDays(date: string, days: number): string {
  const milliseconds = Date.parse(`${date}T00:00:00Z`) + days * dayMilliseconds;
  // Beyond these years a day has no form of ten letters; nothing that people plan lies there.
  return new Date(Math.min(Math.max(milliseconds, firstDay), lastDay)).toISOString().slice(0, 10);
}

const firstDay = Date.parse("0000-01-01T00:00:00Z");
const lastDay = Date.parse("9999-12-31T00:00:00Z");

/** Negative where `one` is the earlier day, positive where it is the later, 0 where they are the same. */
export function compareDates(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Whole days from one day to another; negative where the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMilliseconds);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}
