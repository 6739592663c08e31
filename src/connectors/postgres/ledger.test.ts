import assert from "node:assert/strict";
import { test } from "node:test";
import { NotPossible } from "./fault.ts";
import { parseLedger } from "./ledger.ts";

const at = "2026-01-02T03:04:05.678Z";
const records = [
  { id: "a", acknowledgedAt: at },
  { id: "7", acknowledgedAt: at },
];

test("a ledger is read as one document and as one record per line", () => {
  assert.deepEqual(parseLedger(JSON.stringify({ records }), "u"), records);
  assert.deepEqual(
    parseLedger(records.map((record) => `${JSON.stringify(record)}\n`).join(""), "u"),
    records,
  );
  assert.deepEqual(parseLedger(JSON.stringify(records[0]), "u"), [records[0]]);
  assert.deepEqual(parseLedger("", "u"), []);
  assert.deepEqual(parseLedger(`{"id":7,"acknowledgedAt":"${at}"}`, "u"), [records[1]]);
});

for (const text of [
  "<html>",
  '{"records":[{"id":"a"}]}',
  `{"id":"a","acknowledgedAt":"yesterday"}`,
  '{"records":3}',
]) {
  test(`a ledger of another form is refused, never read as empty: ${text}`, () => {
    assert.throws(() => parseLedger(text, "u"), NotPossible);
  });
}
