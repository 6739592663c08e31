import assert from "node:assert/strict";
import { test } from "node:test";
import { shareBy } from "./share-by.ts";

test("how many are back by a time is read off the curve, with straight lines between", () => {
  const curve = Array.from({ length: 101 }, (_, percent) => 10 + percent);
  assert.deepEqual(
    [0, 10, 60, 60.5, 110, 500].map((seconds) => shareBy({ curve }, seconds)),
    [0, 0, 0.5, 0.505, 1, 1],
  );
  assert.equal(shareBy({ curve: Array.from({ length: 101 }, () => 5) }, 5), 1);
});
