import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { parseDuration } from "#core/model/duration.ts";
import { durationWords, isoOfDuration, isoOfPeriod } from "./human-duration.ts";

test("lengths of time are understood as people write them", () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ["90 min", "PT1H30M"],
    ["1h 30m", "PT1H30M"],
    ["1:30", "PT1H30M"],
    ["2 days", "P2D"],
    ["1.5 hours", "PT1H30M"],
    ["0,5 s", "PT0.5S"],
    ["0 s", "PT0S"],
    ["pt5m", "PT5M"],
    ["P1W", "P1W"],
    ["soon", null],
    ["5", null],
    ["5 parsecs", null],
    ["", null],
  ];
  for (const [typed, iso] of cases) assert.equal(isoOfDuration(typed), iso, typed);
});

test("spans of the calendar know months and years, and no hours", () => {
  assert.equal(isoOfPeriod("1 year 6 months"), "P1Y6M");
  assert.equal(isoOfPeriod("30 days"), "P30D");
  assert.equal(isoOfPeriod("P3M"), "P3M");
  assert.equal(isoOfPeriod("2 hours"), null);
});

test("words and ISO say the same length", () => {
  fc.assert(
    fc.property(fc.nat({ max: 10_000_000 }), (length) => {
      const iso = isoOfDuration(`${length} s`) ?? "";
      assert.equal(parseDuration(iso), length);
      assert.equal(parseDuration(isoOfDuration(durationWords(iso) ?? "") ?? ""), length);
    }),
  );
});
