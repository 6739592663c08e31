import { addPeriod } from "../../model/calendar.ts";
import { addSeconds, secondsBetween } from "../../model/instant.ts";
import { wallTime, zonedInstant } from "../../model/zoned-instant.ts";
import { isOff, nextWorkingDay } from "./holidays.ts";
import type { ClockRule, ClockStart, HolidayCalendar, Limit, RegulationPack, Span } from "./pack.ts";

/** When things happened that clocks count from; what is absent has not happened, or is not known. */
export type ClockFacts = { readonly [start in ClockStart]?: string };

/** One limit of a clock that binds. */
export type BindingLimit = {
  readonly from: ClockStart;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly citation: string;
};

/**
 * How a clock stands: `not-started` (nothing it counts from has happened), `running`, `overdue`, `met`
 * or `late` once its report was handed in.
 */
export type ClockStanding = {
  readonly rule: string;
  readonly title: string;
  readonly status: "not-started" | "running" | "overdue" | "met" | "late";
  readonly startedAt: string | null;
  /** The earliest of its limits; null before it has started. */
  readonly dueAt: string | null;
  /** Every limit that binds, the earliest first: two can bind at once. */
  readonly limits: readonly BindingLimit[];
  /** Until when it may still be kept where the limit ends on a day without work; null where the law has no such rule. */
  readonly rollsOverTo: string | null;
  readonly submittedAt: string | null;
  /** Share of the time that is used, 0 to 1 and beyond; null before it has started. */
  readonly used: number | null;
};

/** The end of a span that begins at `from` (ISO 8601 UTC). */
export function endOfSpan(from: string, span: Span, holidays: HolidayCalendar | null): string {
  if ("hours" in span) return addSeconds(from, span.hours * 3600);
  if ("days" in span) return addSeconds(from, span.days * 86_400);
  if ("months" in span) {
    return `${addPeriod(from.slice(0, 10), { months: span.months, days: 0 })}${from.slice(10)}`;
  }
  const wall = wallTime(from, span.timeZone);
  if (wall === null) throw new Error(`the zone ${span.timeZone} is not known`);
  let day = `${wall.year}-${String(wall.month).padStart(2, "0")}-${String(wall.day).padStart(2, "0")}`;
  // Counted from the next business day, also where the event falls on a day without business.
  for (let left = span.businessDays; left > 0; left -= 1) day = nextWorkingDay(day, holidays);
  return atWall(day, span.closesAt, span.timeZone);
}

function atWall(day: string, time: string, timeZone: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const at = zonedInstant({ year, month, day: date, hour, minute, second: 0 }, timeZone);
  if (at === null) throw new Error(`the zone ${timeZone} is not known`);
  return at;
}

function binding(limit: Limit, facts: ClockFacts, holidays: HolidayCalendar | null): BindingLimit | null {
  const startedAt = facts[limit.from];
  if (startedAt === undefined) return null;
  if (limit.unless) {
    const later = facts[limit.unless.later];
    const isSuperseded = later !== undefined && secondsBetween(startedAt, later) > limit.unless.hours * 3600;
    if (isSuperseded) return null;
  }
  const dueAt = endOfSpan(startedAt, limit.within, holidays);
  return { from: limit.from, startedAt, dueAt, citation: limit.citation };
}

/**
 * How a clock of a pack stands at `now`, by what has happened. `timeZone` is that of the entity, for
 * limits that end on a day without work. Pure: the same facts give the same standing.
 */
export function standingOf(
  { pack, rule }: { readonly pack: RegulationPack; readonly rule: ClockRule },
  facts: ClockFacts,
  now: string,
  timeZone = "UTC",
): ClockStanding {
  const limits = rule.limits
    .map((limit) => binding(limit, facts, pack.holidays))
    .filter((limit) => limit !== null)
    .sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
  const first = limits[0] ?? null;
  const submittedAt = facts[`submitted:${rule.report}`] ?? null;
  const rollsOverTo = first === null ? null : rolledOver(rule, first.dueAt, pack.holidays, timeZone);
  const base = { rule: rule.id, title: rule.title, limits, submittedAt, rollsOverTo };
  if (first === null) {
    const status = submittedAt === null ? ("not-started" as const) : ("met" as const);
    return { ...base, status, startedAt: null, dueAt: null, used: null };
  }
  const until = rollsOverTo ?? first.dueAt;
  const measured = submittedAt ?? now;
  const isLate = measured > until;
  const length = secondsBetween(first.startedAt, first.dueAt);
  return {
    ...base,
    status: submittedAt === null ? (isLate ? "overdue" : "running") : isLate ? "late" : "met",
    startedAt: first.startedAt,
    dueAt: first.dueAt,
    used: length <= 0 ? 1 : secondsBetween(first.startedAt, measured) / length,
  };
}

function rolledOver(
  rule: ClockRule,
  dueAt: string,
  holidays: HolidayCalendar | null,
  timeZone: string,
): string | null {
  if (rule.rollsOver === undefined) return null;
  const wall = wallTime(dueAt, timeZone);
  if (wall === null) return null;
  const day = `${wall.year}-${String(wall.month).padStart(2, "0")}-${String(wall.day).padStart(2, "0")}`;
  return isOff(day, holidays) ? atWall(nextWorkingDay(day, holidays), rule.rollsOver.until, timeZone) : null;
}

/** Shares of the time at which somebody is reminded. */
export const reminderShares: readonly number[] = [0.5, 0.75, 0.9];

/** The instants at which a running clock reminds, with the share that is then used. */
export function remindersOf({ startedAt, dueAt }: Pick<ClockStanding, "startedAt" | "dueAt">): readonly {
  readonly share: number;
  readonly at: string;
}[] {
  if (startedAt === null || dueAt === null) return [];
  const length = secondsBetween(startedAt, dueAt);
  return reminderShares.map((share) => ({ share, at: addSeconds(startedAt, length * share) }));
}
