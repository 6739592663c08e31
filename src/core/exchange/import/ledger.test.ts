import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Json } from "../../model/json.ts";
import type { ImportSource } from "./import-source.ts";
import { openLedger } from "./ledger.ts";

const span = { line: 1, column: 1, endLine: 1, endColumn: 2 };
const sourceOf = (value: Json): ImportSource => ({ file: "a", value, locate: () => span });

/** Values that hold no other, counted in another way than the ledger's. */
const leaves = (value: Json): number =>
  value !== null && typeof value === "object" && Object.keys(value).length > 0
    ? Object.values(value).reduce((sum: number, item) => sum + leaves(item), 0)
    : 1;

test("every value of every source is booked exactly once, whatever was marked", () => {
  const path = fc.array(fc.oneof(fc.constantFrom("a", "b"), fc.nat(2)), { maxLength: 3 });
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(path), fc.array(path), (value, mapped, reported) => {
      const source = sourceOf(value as Json);
      const ledger = openLedger([source]);
      for (const each of mapped) ledger.map(source, each);
      for (const each of reported) ledger.report(source, each, "bad-value", "no");
      const { fields } = ledger.settle();
      assert.equal(fields.read, leaves(value as Json));
      assert.equal(fields.read, fields.mapped + fields.reported + fields.empty);
    }),
  );
});

test("what nobody looked at is reported by its path, with how often and where", () => {
  const source = sourceOf({
    list: [
      { a: 1, b: 2 },
      { a: 3, b: null },
    ],
  });
  const ledger = openLedger([source]);
  ledger.map(source, ["list", 0, "a"]);
  const { fields, findings } = ledger.settle();
  assert.deepEqual(fields, { read: 4, mapped: 1, reported: 2, empty: 1 });
  assert.deepEqual(
    findings.map(({ message, count }) => [message, count]),
    [
      ["list[].b has no place in the documents", 1],
      ["list[].a has no place in the documents", 1],
    ],
  );
});

test("of a finding that repeats itself without end, the count is exact and the memory bounded", () => {
  const source = sourceOf(Array.from({ length: 5_000 }, (_, index) => ({ a: index })));
  const [finding] = openLedger([source]).settle().findings;
  assert.equal(finding?.count, 5_000);
  assert.equal(finding?.places.length, 1_000);
});
