import assert from "node:assert/strict";
import { test } from "node:test";
import { changeText, fieldText, modelText, parseChangeText, parseTimeText } from "./change-text.ts";

test("a time is read as people write it, and as documents do", () => {
  assert.deepEqual(
    ["20 min", "1 h 30 min", "45s", "PT20M", "pt1h", "1,5 h", "2 d"].map(parseTimeText),
    [1200, 5400, 45, 1200, 3600, 5400, 172_800],
  );
  for (const text of ["", "soon", "20", "20 parsecs", "min 20", "-5 min"])
    assert.equal(parseTimeText(text), null);
});

test("the time of a step is one, three ascending ones, or a share; all else is refused", () => {
  assert.deepEqual(parseChangeText("50 %"), { type: "percent", percent: 50 });
  assert.deepEqual(parseChangeText("10 min / 20 min / 1 h"), {
    type: "estimate",
    minSeconds: 600,
    likelySeconds: 1200,
    maxSeconds: 3600,
  });
  assert.deepEqual(parseChangeText("5 min"), {
    type: "estimate",
    minSeconds: 300,
    likelySeconds: 300,
    maxSeconds: 300,
  });
  for (const text of ["1 h / 5 min / 2 h", "5 min / 6 min", "x", ""])
    assert.equal(parseChangeText(text), null);
});

test("what stands in the field is read back as the same change", () => {
  for (const text of ["50 %", "PT10M / PT20M / PT1H", "PT5M"])
    assert.equal(fieldText(parseChangeText(text) ?? assert.fail(text)), text);
});

test("a duration says what it rests on", () => {
  assert.equal(modelText({ type: "empirical", seconds: [1, 2, 3, 4, 5] }), "3 s, the median of 5 measured");
  assert.equal(modelText({ type: "unknown" }), "unknown");
  assert.equal(changeText({ type: "percent", percent: 50 }), "50 % of its time");
});
