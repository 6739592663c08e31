import assert from "node:assert/strict";
import { test } from "node:test";
import { boundText, chanceText, differenceText, percentText, verdictOf } from "./forecast-words.ts";

test("a probability is never rounded to certainty", () => {
  assert.deepEqual([0, 0.0004, 0.052, 0.5, 0.934, 0.9996, 1].map(percentText), [
    "0 %",
    "< 0.1 %",
    "5.2 %",
    "50 %",
    "93.4 %",
    "> 99.9 %",
    "100 %",
  ]);
});

test("a probability is told as something one can picture", () => {
  assert.equal(chanceText(0.9), "about 9 of 10 recoveries");
  assert.equal(chanceText(0.99), "all but 1 in 100 of the recoveries");
  assert.equal(chanceText(0.01), "only 1 in 100 of the recoveries");
  assert.equal(chanceText(0.3), "about 3 of 10 recoveries");
});

test("[B1.1] an objective is met only where nothing is unknown; a lower bound leaves it open, and can miss it", () => {
  assert.equal(verdictOf(0.95, true).word, "met");
  assert.equal(verdictOf(0.95, false).word, "open");
  assert.equal(verdictOf(0.7, false).word, "at risk");
  assert.equal(verdictOf(0.2, true).word, "missed");
  assert.equal(verdictOf(null, true).word, "no RTO");
});

test("a difference has a sign, and a lower bound says that it is one", () => {
  assert.deepEqual([-250, 12, 0].map(differenceText), ["−4 min 10 s", "+12 s", "no change"]);
  assert.equal(boundText(60, false), "≥ 1 min 00 s");
});
