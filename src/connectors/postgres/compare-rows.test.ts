import assert from "node:assert/strict";
import { test } from "node:test";
import { asyncProperty, constantFrom, dictionary, assert as holdsForAll, string } from "fast-check";
import { compareRows, type KeyedRow } from "./compare-rows.ts";

type Table = { readonly [key: string]: string };

async function* ordered(table: Table): AsyncGenerator<KeyedRow> {
  const rows = Object.entries(table).map(([key, hash]) => ({ key, hash }));
  yield* rows.toSorted((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)));
}

test("[B5.4] every record is lost, divergent, equal or only new, and none is counted twice", async () => {
  const table = dictionary(string({ unit: "grapheme", minLength: 1, maxLength: 2 }), constantFrom("1", "2"));
  await holdsForAll(
    asyncProperty(table, table, async (old, next) => {
      const result = await compareRows(ordered(old), ordered(next));
      const lost = Object.keys(old).filter((key) => !Object.hasOwn(next, key));
      const divergent = Object.keys(old).filter((key) => Object.hasOwn(next, key) && next[key] !== old[key]);
      assert.deepEqual(new Set(result.lost.keys), new Set(lost));
      assert.deepEqual(new Set(result.divergent.keys), new Set(divergent));
      assert.equal(result.lost.records + result.divergent.records + result.equal, Object.keys(old).length);
      assert.equal(result.equal + result.divergent.records + result.onlyOnNew, Object.keys(next).length);
    }),
  );
});

test("a long set is counted and digested whole, and listed in part", async () => {
  const old = Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`k${n}`, "1"]));
  const { lost } = await compareRows(ordered(old), ordered({}));
  assert.equal(lost.records, 1500);
  assert.equal(lost.keys.length, 1000);
  const shorter = await compareRows(ordered({ ...old, k1499: "1", k7: "2" }), ordered({ k7: "2" }));
  assert.notEqual(shorter.lost.digest, lost.digest);
});
