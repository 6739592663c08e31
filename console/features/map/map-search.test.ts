import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMapSearch } from "./map-search.ts";

test("an address says what is shown; what it can not mean is dropped", () => {
  assert.deepEqual(
    parseMapSearch({
      fail: "site:east",
      group: "tier",
      tier: 1,
      depth: "2",
      toward: "needs",
      show: "table",
      q: "db",
    }),
    { fail: "site:east", group: "tier", tier: "1", depth: 2, toward: "needs", show: "table", q: "db" },
  );
  assert.deepEqual(
    parseMapSearch({ fail: "", group: "colour", depth: 99, links: "all", show: 3, state: {}, other: "x" }),
    {},
  );
});
