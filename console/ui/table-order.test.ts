import assert from "node:assert/strict";
import { test } from "node:test";
import { filtered, sorted } from "./table-order.ts";

test("what is not known stands last whichever way one sorts", () => {
  const rows = [null, 3, 1, null, 2];
  const value = (row: number | null) => row;
  assert.deepEqual(sorted(rows, value, "up"), [1, 2, 3, null, null]);
  assert.deepEqual(sorted(rows, value, "down"), [3, 2, 1, null, null]);
});

test("numbers inside names sort as numbers, and equal rows stay in their order", () => {
  const rows = ["step 10", "step 9", "Step 9"];
  assert.deepEqual(
    sorted(rows, (row) => row, "up"),
    ["step 9", "Step 9", "step 10"],
  );
});

test("every word that is typed must occur, in any order and case", () => {
  const rows = ["Orders database east", "orders web", "ledger east"];
  assert.deepEqual(
    filtered(rows, (row) => row, "EAST orders"),
    ["Orders database east"],
  );
});
