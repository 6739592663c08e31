import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkedErrors, findings, importTexts, specOf } from "../import.test-kit.ts";
import { importIcal } from "./ical.ts";
import { zonedInstant } from "../../../model/zoned-instant.ts";

const event = (...lines: readonly string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
const calendar = (...lines: readonly string[]) =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "X-WR-CALNAME:Data Base",
    "X-WR-TIMEZONE:Europe/Berlin",
    ...lines,
    "END:VCALENDAR",
  ].join("\r\n");

const weekly = event(
  "UID:1",
  "DTSTART;TZID=Europe/Berlin:20260316T080000",
  "DTEND;TZID=Europe/Berlin:20260316T200000",
  "RRULE:FREQ=WEEKLY;COUNT=3",
  'ATTENDEE;CN="Ana Ruiz":mailto:ana@exam',
  " ple.org",
  "SUMMARY:On duty",
  "LOCATION:here",
);

const shifts = (text: string) =>
  (
    specOf(importTexts(importIcal, text), "roster:data-base") as {
      shifts: { person: string; from: string; until: string }[];
    }
  ).shifts;

test("[B3.3] recurring duty becomes shifts that keep their time of day when clocks change", () => {
  assert.deepEqual(shifts(calendar(...weekly)), [
    { person: "person:ana-ruiz", from: "2026-03-16T07:00:00.000Z", until: "2026-03-16T19:00:00.000Z" },
    { person: "person:ana-ruiz", from: "2026-03-23T07:00:00.000Z", until: "2026-03-23T19:00:00.000Z" },
    { person: "person:ana-ruiz", from: "2026-03-30T06:00:00.000Z", until: "2026-03-30T18:00:00.000Z" },
  ]);
  const result = importTexts(importIcal, calendar(...weekly));
  assert.deepEqual(specOf(result, "person:ana-ruiz"), { email: "ana@example.org" });
  assert.deepEqual(checkedErrors(result), []);
  assert.ok(
    findings(result).includes("unsupported-field 13:1 VEVENT.LOCATION has no place in the documents"),
    findings(result).join("\n"),
  );
});

test("[B3.3] a single changed occurrence takes the place of that of its series, an exception none", () => {
  const excepted = weekly.toSpliced(2, 0, "EXDATE;TZID=Europe/Berlin:20260330T080000");
  const swapped = event(
    "UID:1",
    "RECURRENCE-ID;TZID=Europe/Berlin:20260323T080000",
    "DTSTART;TZID=Europe/Berlin:20260323T090000",
    "DTEND;TZID=Europe/Berlin:20260323T100000",
    "SUMMARY:Ben",
  );
  assert.deepEqual(
    shifts(calendar(...excepted, ...swapped)).map(({ person, from }) => [person, from.slice(0, 13)]),
    [
      ["person:ana-ruiz", "2026-03-16T07"],
      ["person:ben", "2026-03-23T08"],
    ],
  );
});

test("a duty for ever is cut after a year, one that is over or names nobody is reported", () => {
  const forever = event(
    "UID:2",
    "DTSTART:20000101T000000Z",
    "DURATION:PT1H",
    "RRULE:FREQ=DAILY",
    "SUMMARY:Eve",
  );
  const over = event("UID:3", "DTSTART:20200101T000000Z", "DTEND:20200101T010000Z", "SUMMARY:Eve");
  const nobody = event("UID:4", "DTSTART:20260301T000000Z", "DTEND:20260301T010000Z");
  const often = event(
    "UID:5",
    "DTSTART:20260301T000000Z",
    "DURATION:PT1M",
    "RRULE:FREQ=SECONDLY",
    "SUMMARY:Eve",
  );
  const result = importTexts(importIcal, calendar(...forever, ...over, ...nobody, ...often));
  assert.equal((specOf(result, "roster:data-base") as { shifts: unknown[] }).shifts.length, 366);
  assert.deepEqual(result.report.items["event"], { read: 4, mapped: 1, reported: 3, empty: 0 });
});

test("lines that are none, what is never closed and an unknown zone are told with their place", () => {
  const found = findings(
    importTexts(
      importIcal,
      `${calendar(...event("DTSTART;TZID=Mars/Base:20260301T000000", "DURATION:PT1H", "SUMMARY:x"))}\nnonsense\nBEGIN:VCALENDAR\n`,
    ),
  );
  assert.match(found.join("\n"), /syntax 11:1 this is no line of a calendar/);
  assert.match(found.join("\n"), /syntax 1:1 VCALENDAR is never closed/);
  assert.match(found.join("\n"), /the time zone Mars\/Base is not known/);
});

test("a time on the wall is found again from its instant, but where clocks skip it", () => {
  const wall = fc.record({
    year: fc.integer({ min: 1990, max: 2035 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 4, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
    second: fc.constant(0),
  });
  fc.assert(
    fc.property(
      wall,
      fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"),
      (time, timeZone) => {
        const instant = zonedInstant(time, timeZone) ?? "";
        const shown = new Intl.DateTimeFormat("en-GB", {
          timeZone,
          hour: "2-digit",
          minute: "2-digit",
          hourCycle: "h23",
          day: "2-digit",
        }).format(new Date(instant));
        const two = (number: number) => String(number).padStart(2, "0");
        assert.equal(shown, `${two(time.day)}, ${two(time.hour)}:${two(time.minute)}`);
      },
    ),
  );
  const at = (hour: number, month: number, day: number) =>
    zonedInstant({ year: 2026, month, day, hour, minute: 30, second: 0 }, "Europe/Berlin");
  assert.equal(at(2, 3, 29), "2026-03-29T01:30:00.000Z", "skipped: the time after");
  assert.equal(at(2, 10, 25), "2026-10-25T00:30:00.000Z", "twice: the first");
});
