import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import {
  addDays,
  addPeriod,
  compareDates,
  daysBetween,
  formatPeriod,
  isDate,
  parsePeriod,
} from "./calendar.ts";

test("a day that the calendar does not have is no date", () => {
  for (const text of [
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "1900-02-29",
    "2026-1-1",
    "26-01-01",
    "",
  ]) {
    assert.equal(isDate(text), false, text);
  }
  for (const text of ["2024-02-29", "2000-02-29", "2026-12-31"]) assert.equal(isDate(text), true, text);
});

test("a month later is the same day, or the last day of a shorter month", () => {
  const later = (date: string, text: string, sign: 1 | -1 = 1) => {
    const period = parsePeriod(text);
    assert.ok(period);
    return addPeriod(date, period, sign);
  };
  assert.equal(later("2026-01-31", "P1M"), "2026-02-28");
  assert.equal(later("2024-01-31", "P1M"), "2024-02-29");
  assert.equal(later("2026-11-15", "P3M"), "2027-02-15");
  assert.equal(later("2026-03-31", "P1M", -1), "2026-02-28");
  assert.equal(later("2026-01-15", "P1Y2M10D"), "2027-03-25");
  assert.equal(later("2026-01-15", "P12M", -1), "2025-01-15");
  assert.equal(later("2026-12-30", "P1W"), "2027-01-06");
});

test("hours are no part of a calendar span", () => {
  for (const text of ["PT1H", "P", "P1DT1H", "1Y", "P-1D", "P1.5M"])
    assert.equal(parsePeriod(text), null, text);
  assert.deepEqual(parsePeriod("P1Y2W"), { months: 12, days: 14 });
});

const date = fc.date({ min: new Date("1901-01-01"), max: new Date("2199-01-01"), noInvalidDate: true });
const text = date.map((value) => value.toISOString().slice(0, 10));

test("days are counted as they are added, and dates compare as they follow one another", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
      const to = addDays(from, days);
      assert.ok(isDate(to));
      assert.equal(daysBetween(from, to), days);
      assert.equal(Math.sign(compareDates(to, from)), Math.sign(days));
    }),
  );
});

test("what a period adds is a date, never earlier, and its text reads back as the same period", () => {
  const period = fc.record(
    { months: fc.nat({ max: 400 }), days: fc.nat({ max: 4000 }) },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(text, period, (from, span) => {
      const to = addPeriod(from, span);
      assert.ok(isDate(to) && compareDates(to, from) >= 0);
      assert.deepEqual(parsePeriod(formatPeriod(span)), span);
    }),
  );
});

test("beyond the years of four digits a date stays at the last one, and nothing is thrown", () => {
  assert.equal(addPeriod("9999-12-31", { months: 12, days: 400 }), "9999-12-31");
  assert.equal(addDays("9999-12-30", 5), "9999-12-31");
  assert.equal(addPeriod("0000-01-31", { months: 13, days: 9 }, -1), "0000-01-01");
});
