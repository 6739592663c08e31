import type { JsonObject } from "../../../model/json.ts";
import type { Ref } from "../../../model/ref.ts";
import { type Cursor, cursorAt } from "../cursor.ts";
import { importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import { importResult } from "../import-result.ts";
import type { Importer } from "../importer.ts";
import { type Ledger, openLedger } from "../ledger.ts";
import { createNameTable, type NameTable } from "../name-table.ts";
import { occurrencesOf } from "./occurrences.ts";
import { readIcalSources } from "./read-ical-sources.ts";

/** How far ahead of the day of the import recurring duties are written out. */
const daysAhead = 366;

type Shift = { readonly person: Ref; readonly from: string; readonly until: string };
type Work = {
  readonly names: NameTable;
  readonly ledger: Ledger;
  readonly people: Map<Ref, ImportedDocument>;
  readonly window: { readonly from: string; readonly until: string };
};

/**
 * Calendars of duty (iCalendar, RFC 5545), one roster per file. Each event is a shift of whoever attends
 * it or, without attendee, of whom its summary names. Recurring events are written out for a year from
 * the day of the import; shifts that are over by then are left out.
 */
export const importIcal: Importer = (files, { importedOn }) => {
  const { sources, unreadable } = readIcalSources(files);
  const ledger = openLedger(sources, unreadable, { groupOf: (source, path) => groupOf(source.value, path) });
  const start = Date.parse(importedOn);
  const from = Number.isNaN(start) ? 0 : start;
  const window = {
    from: new Date(from).toISOString(),
    until: new Date(from + daysAhead * 86_400_000).toISOString(),
  };
  const work: Work = { names: createNameTable(), ledger, people: new Map(), window };
  const documents = sources.flatMap((source) => rosterOf(source.file, cursorAt(ledger, source), work));
  return importResult("ical", files, ledger, unreadable, {
    documents: [...work.people.values(), ...documents],
  });
};

function rosterOf(file: string, root: Cursor, work: Work): readonly ImportedDocument[] {
  const parts = root.items();
  const calendar = parts.find((part) => part.at("component").value === "VCALENDAR");
  if (calendar === undefined) {
    root.note("bad-value", "it is no calendar: a calendar begins with BEGIN:VCALENDAR");
    return [];
  }
  for (const part of parts) part.at("component").take();
  const base = file
    .slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1)
    .replace(/\.(?:ics|ical)$/i, "");
  const title = propertyOf(calendar, "X-WR-CALNAME")?.value ?? base;
  const written = propertyOf(calendar, "X-WR-TIMEZONE")?.value ?? null;
  const timeZone = written ?? "UTC";
  const shifts = shiftsOf(parts, timeZone, work);
  const ref = work.names.define("Roster", title, calendar, calendar, file);
  const team = work.names.define("Team", title, calendar, calendar, file);
  if (ref === null || team === null || shifts.length === 0) {
    calendar.note(
      "unsupported-item",
      `${title.slice(0, 80)} has no duty in the year from the day of the import`,
    );
    return [];
  }
  calendar.note("assumed", `${ref} is taken for the duty of a team of the same name, ${team}`);
  const members = [...new Set(shifts.map(({ person }) => person))].sort();
  return [
    importedDocument("ical", team, calendar, { title, spec: { members } }),
    importedDocument("ical", ref, calendar, {
      title,
      spec: { team, timeZone: written, shifts: shifts.toSorted(byTime) satisfies readonly JsonObject[] },
    }),
  ];
}

const byTime = (one: Shift, other: Shift) => (one.from + one.person < other.from + other.person ? -1 : 1);

function shiftsOf(parts: readonly Cursor[], timeZone: string, work: Work): readonly Shift[] {
  const events = parts.filter((part) => part.at("component").value === "VEVENT");
  const found = events.flatMap((event) => {
    const uid = propertyOf(event, "UID")?.value ?? null;
    const person = personOf(event, work);
    const lines = takeTimes(event);
    const { from, until } = work.window;
    const occurrences = occurrencesOf(lines, timeZone, from, until);
    if (person === null || occurrences.type === "error") {
      event.report(
        "bad-value",
        occurrences.type === "error" ? `an event: ${occurrences.message}` : "an event that names nobody",
      );
      work.ledger.count("event", "reported");
      return [];
    }
    if (occurrences.isCut)
      event.note("assumed", "a recurring event goes on without end; its first thousand shifts were taken");
    work.ledger.count("event", occurrences.list.length > 0 ? "mapped" : "reported");
    if (occurrences.list.length === 0)
      event.note(
        "unsupported-item",
        "an event that is over before the day of the import, or begins a year after it",
      );
    return occurrences.list.map((occurrence) => ({ uid, person, ...occurrence }));
  });
  // An event with a RECURRENCE-ID takes the place of that occurrence of the event with its UID.
  const replaced = new Set(
    found.filter((each) => each.recurrenceId !== null).map((each) => `${each.uid} ${each.recurrenceId}`),
  );
  return found
    .filter((each) => each.recurrenceId !== null || !replaced.has(`${each.uid} ${each.from}`))
    .map(({ person, from, until }) => ({ person, from, until }));
}

/** Properties that say when an event takes place. */
const times = /^(?:DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID)[;:]/i;

function takeTimes(event: Cursor): readonly string[] {
  return event
    .at("lines")
    .items()
    .flatMap((line) => {
      if (!times.test(String(line.value))) return [];
      line.take();
      return [String(line.value)];
    });
}

function personOf(event: Cursor, { names, people }: Work): Ref | null {
  const attendee = propertyOf(event, "ATTENDEE");
  const summary = propertyOf(event, "SUMMARY");
  const email = /^mailto:(\S+)$/i.exec(attendee?.value ?? "")?.[1] ?? null;
  const called = /;CN=(?:"([^"]*)"|([^;:]*))/i.exec(attendee?.parameters ?? "");
  const name = called?.[1] ?? called?.[2] ?? email?.split("@")[0] ?? summary?.value ?? null;
  const at = attendee?.at ?? summary?.at;
  if (name === null || at === undefined) return null;
  const known = names.find("Person", name);
  if (known !== null) return known;
  const ref = names.define("Person", name, at, at);
  if (ref !== null) people.set(ref, importedDocument("ical", ref, at, { title: name, spec: { email } }));
  return ref;
}

type Property = { readonly parameters: string; readonly value: string; readonly at: Cursor };

/** The first property of a name, taken; text without its escapes. */
function propertyOf(part: Cursor, name: string): Property | null {
  for (const at of part.at("lines").items()) {
    const [, found = "", parameters = "", value = ""] =
      /^([A-Za-z0-9-]+)((?:;(?:"[^"]*"|[^":])*)*):([^\n]*)$/.exec(String(at.value)) ?? [];
    if (found.toUpperCase() !== name) continue;
    at.take();
    const plain = value
      .replaceAll(/\\([nN,;\\])/g, (_, sign: string) => (sign.toLowerCase() === "n" ? " " : sign))
      .trim();
    return plain === "" ? null : { parameters, value: plain, at };
  }
  return null;
}

/** Lines nobody looked at, by component and property. */
function groupOf(value: unknown, [part, , index]: readonly (string | number)[]): string {
  const found =
    Array.isArray(value) && typeof part === "number"
      ? (value[part] as { component?: string; lines?: string[] })
      : null;
  const line = typeof index === "number" ? (found?.lines?.[index] ?? "") : "";
  return `${found?.component ?? "calendar"}.${/^[A-Za-z0-9-]+/.exec(line)?.[0].toUpperCase() ?? "?"}`;
}
