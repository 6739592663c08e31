import ical from "ical.js";
import { zonedInstant } from "../../../model/zoned-instant.ts";

/** A stretch of an event, as instants in ISO 8601 UTC. */
export type Occurrence = {
  readonly from: string;
  readonly until: string;
  readonly recurrenceId: string | null;
};

export type Occurrences =
  | { readonly type: "found"; readonly list: readonly Occurrence[]; readonly isCut: boolean }
  | { readonly type: "error"; readonly message: string };

/** How many times a rule is followed, so that one that repeats for ever ends; and how many are kept. */
const stepsMax = 20_000;
const keptMax = 1_000;

/**
 * When an event takes place between two instants: once, or by its recurrence rule (RFC 5545, 3.8.5). Times
 * without a zone are taken in `timeZone`. Rules that repeat within a day are no duty and are refused.
 */
export function occurrencesOf(
  lines: readonly string[],
  timeZone: string,
  from: string,
  until: string,
): Occurrences {
  if (lines.some((line) => /^RRULE[;:].*FREQ=(?:SECONDLY|MINUTELY|HOURLY)/i.test(line)))
    return { type: "error", message: "its rule repeats within a day, which is no duty" };
  try {
    const text = ["BEGIN:VEVENT", ...lines, "END:VEVENT"].join("\r\n");
    const event = new ical.Event(new ical.Component(ical.parse(text)));
    // Without a beginning there is nothing to place; the types of the library say it always is.
    if (!event.component.hasProperty("dtstart"))
      return { type: "error", message: "it has no beginning (DTSTART)" };
    return within(event, timeZone, from, until);
  } catch (error) {
    return {
      type: "error",
      message: `it cannot be read: ${error instanceof Error ? error.message.slice(0, 120) : "?"}`,
    };
  }
}

function within(event: ical.Event, timeZone: string, from: string, until: string): Occurrences {
  const seconds = event.duration.toSeconds();
  if (!(seconds > 0)) return { type: "error", message: "it does not end after it begins" };
  const zoneOf = (name: "dtstart" | "recurrence-id") => {
    const zone = event.component.getFirstProperty(name)?.getParameter("tzid");
    return typeof zone === "string" ? zone : timeZone;
  };
  const startZone = zoneOf("dtstart");
  const list: Occurrence[] = [];
  const iterator = event.iterator();
  const recurrence = event.component.hasProperty("recurrence-id") ? event.recurrenceId : null;
  const recurrenceId = recurrence === null ? null : instantOf(recurrence, zoneOf("recurrence-id"));
  for (let step = 0; step < stepsMax; step++) {
    const next = event.isRecurring() ? iterator.next() : step === 0 ? event.startDate : null;
    if (!next) return { type: "found", list, isCut: false };
    // Far from the window its exact instant does not matter, and finding it takes time.
    if (next.year < Number(from.slice(0, 4)) - 1 && seconds < 31_000_000) continue;
    const begins = instantOf(next, startZone);
    if (begins === null)
      return { type: "error", message: `the time zone ${startZone.slice(0, 60)} is not known` };
    const ends = new Date(Date.parse(begins) + seconds * 1000).toISOString();
    if (begins >= until) return { type: "found", list, isCut: false };
    if (ends > from) list.push({ from: begins, until: ends, recurrenceId });
    if (list.length >= keptMax) break;
  }
  return { type: "found", list, isCut: true };
}

function instantOf(time: ical.Time, timeZone: string): string | null {
  const isUtc = time.zone?.tzid === "UTC";
  const { year, month, day, hour, minute, second } = time;
  return zonedInstant({ year, month, day, hour, minute, second }, isUtc ? "UTC" : timeZone);
}
