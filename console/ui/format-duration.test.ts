import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatClock, formatCoarse, formatDuration } from "./format-duration.ts";

test("a duration is told as people tell it, with fractions only while they matter", () => {
  const told = [0, 0.042, 0.42, 0.996, 9.96, 59.94, 59.96, 187, 3599.6, 7500, 100 * 3600, -12].map(
    formatDuration,
  );
  assert.deepEqual(told, [
    "0 s",
    "0.04 s",
    "0.42 s",
    "1 s",
    "10 s",
    "59.9 s",
    "1 min 00 s",
    "3 min 07 s",
    "1 h 00 min",
    "2 h 05 min",
    "4 d 4 h",
    "−12 s",
  ]);
});

test("a clock never shows sixty seconds or minutes", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (seconds) => {
      assert.doesNotMatch(formatClock(seconds), /60/);
      assert.doesNotMatch(formatDuration(seconds), /\b60 (s|min)\b/);
      assert.doesNotMatch(formatCoarse(seconds), /^60 /);
    }),
  );
  assert.equal(formatClock(3723.9), "1:02:03");
});
