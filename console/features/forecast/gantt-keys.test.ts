import assert from "node:assert/strict";
import { test } from "node:test";
import { moveInGantt } from "./gantt-keys.ts";

const bar = (step: string, startSeconds: number) => ({
  step,
  startSeconds,
  endSeconds: startSeconds + 1,
  waitSeconds: 0,
  needs: {},
  isCritical: false,
});
const row = (...bars: ReturnType<typeof bar>[]) => ({ key: "k", name: "n", unit: null, bars });
const rows = [row(bar("a", 0), bar("b", 10)), row(), row(bar("c", 2), bar("d", 9), bar("e", 30))];

test("arrows go along a row, and to the nearest bar of the next row that has any", () => {
  assert.deepEqual(moveInGantt(rows, { row: 0, bar: 0 }, "ArrowRight"), { row: 0, bar: 1 });
  assert.equal(moveInGantt(rows, { row: 0, bar: 1 }, "ArrowRight"), null);
  assert.deepEqual(moveInGantt(rows, { row: 0, bar: 1 }, "ArrowDown"), { row: 2, bar: 1 });
  assert.deepEqual(moveInGantt(rows, { row: 2, bar: 2 }, "ArrowUp"), { row: 0, bar: 1 });
  assert.deepEqual(moveInGantt(rows, { row: 2, bar: 0 }, "End"), { row: 2, bar: 2 });
  assert.equal(moveInGantt(rows, { row: 2, bar: 0 }, "ArrowDown"), null);
  assert.equal(moveInGantt(rows, { row: 0, bar: 0 }, "x"), null);
});
