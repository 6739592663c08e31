import { timeZone } from "./time-zone.ts";

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat(undefined, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
  clocks.set(zone, clock);
  return clock;
}

/** The time of day of an instant, in the zone the reader chose: `14:02:11`. */
export function clockTime(at: string): string {
  return clockOf(timeZone()).format(new Date(at));
}
