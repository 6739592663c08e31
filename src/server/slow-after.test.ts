import assert from "node:assert/strict";
import { test } from "node:test";
import { slowAfter } from "./slow-after.ts";

test("a step is slow beyond the 75th percentile of its past, once five runs are known", () => {
  assert.deepEqual(slowAfter({ fence: [5, 1, 4, 2], promote: [8, 1, 2, 9, 3, 4, 7, 5] }), { promote: 7 });
});
