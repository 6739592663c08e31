import assert from "node:assert/strict";
import { test } from "node:test";
import { curvePoints, exposureOf } from "./exposure-curve.ts";

const spec = {
  objectives: { rto: "PT4H", mtd: "P1D" },
  exposure: [
    { after: "PT8H", amount: 800, currency: "EUR" },
    { after: "PT0S", amount: 0, currency: "EUR" },
  ],
};

test("the curve is read at its own points and at the objectives, and says at least where it ends before", () => {
  assert.deepEqual(
    curvePoints(spec).map(({ seconds, words, losses: [loss] }) => [
      seconds / 3600,
      words,
      loss?.amount,
      loss?.isAtLeast,
    ]),
    [
      [0, "", 0, false],
      [4, "RTO", 400, false],
      [8, "", 800, false],
      [24, "MTD", 800, true],
    ],
  );
});

test("what is no point is left to the checker, and is no zero", () => {
  assert.deepEqual(exposureOf({ exposure: [{ after: "soon", amount: 5, currency: "EUR" }, 7] }), []);
  assert.deepEqual(exposureOf({}), []);
});
