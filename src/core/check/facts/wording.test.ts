import assert from "node:assert/strict";
import { test } from "node:test";
import { durationText, refsText } from "./wording.ts";

test("a length of time is said exactly, in the units people use, and nothing is said as nothing", () => {
  assert.deepEqual([0, 0.05, 59, 60, 5400, 86_400, 90_061].map(durationText), [
    "0 s",
    "0.05 s",
    "59 s",
    "1 min",
    "1 h 30 min",
    "1 d",
    "1 d 1 h 1 min 1 s",
  ]);
});

test("a few references are told by name, of many the first three and how many more", () => {
  assert.equal(refsText([]), "");
  assert.equal(refsText(["a"]), "`a`");
  assert.equal(refsText(["a", "b", "c"]), "`a`, `b` and `c`");
  assert.equal(refsText(["a", "b", "c", "d"]), "`a`, `b`, `c` and 1 more");
});
