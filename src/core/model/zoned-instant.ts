/** A time as a clock on the wall shows it. */
export type WallTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

/**
 * The instant (ISO 8601 UTC) at which clocks in a zone (IANA name) show `wall`; null for an unknown
 * zone. Of an hour that comes twice the first is taken, of one that is skipped the time after it, as
 * RFC 5545 (3.3.5) has it.
 */
export function zonedInstant(wall: WallTime, timeZone: string): string | null {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  if (Number.isNaN(asUtc) || Math.abs(asUtc) > 8e15) return null;
  const before = offsetAt(asUtc - 86_400_000, timeZone);
  const after = offsetAt(asUtc + 86_400_000, timeZone);
  if (before === null || after === null) return null;
  // The offset before a change holds for times before it, for skipped ones, and for the first of doubled ones.
  const first = asUtc - before;
  const instant = offsetAt(first, timeZone) === before || before === after ? first : asUtc - after;
  const isSkipped = instant !== first && offsetAt(instant, timeZone) !== after;
  return new Date(isSkipped ? first : instant).toISOString();
}

/** Milliseconds that clocks of a zone are ahead of UTC at an instant; null for an unknown zone. */
function offsetAt(milliseconds: number, timeZone: string): number | null {
  try {
    const parts = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    }).formatToParts(milliseconds);
    const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? Number.NaN);
    const shown = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return shown - Math.floor(milliseconds / 1000) * 1000;
  } catch {
    return null;
  }
}

/** What clocks of a zone show at an instant; null for an unknown zone. */
export function wallTime(at: string, timeZone: string): WallTime | null {
  const milliseconds = Date.parse(at);
  const offset = offsetAt(milliseconds, timeZone);
  if (offset === null) return null;
  const shown = new Date(milliseconds + offset);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
  };
}
