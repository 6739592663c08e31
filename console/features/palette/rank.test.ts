import assert from "node:assert/strict";
import { test } from "node:test";
import { ranked } from "./rank.ts";

const order = (items: readonly string[], typed: string) => ranked(items, (item) => item, typed);

test("what begins with what was typed stands first, then what has a word that does, then the rest", () => {
  assert.deepEqual(order(["reorders", "Web orders", "Orders"], "ord"), ["Orders", "Web orders", "reorders"]);
});

test("every word that was typed has to be there, in any order", () => {
  assert.deepEqual(order(["service orders", "service ledger"], "ord serv"), ["service orders"]);
});

test("nothing typed leaves everything as it is", () => {
  assert.deepEqual(order(["b", "a"], "  "), ["b", "a"]);
});
