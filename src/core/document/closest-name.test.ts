import assert from "node:assert/strict";
import { test } from "node:test";
import { closestName } from "./closest-name.ts";

test("a slip of the fingers is recognised: a letter changed, lost, added, two swapped, another case", () => {
  for (const written of ["prometo", "promte", "promoote", "prmoote", "PROMOTE", "promote"]) {
    assert.equal(closestName(written, ["fence", "promote", "checkpoint"]), "promote", written);
  }
});

test("what is not near anything is not guessed", () => {
  assert.equal(closestName("rebuild", ["fence", "promote"]), null);
  assert.equal(closestName("db", ["east", "west"]), null);
  assert.equal(closestName("x", []), null);
});

test("the nearest wins over the first", () => {
  assert.equal(closestName("orders-db", ["orders-dc-2", "orders-dbs"]), "orders-dbs");
});
