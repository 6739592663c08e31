import assert from "node:assert/strict";
import { test } from "node:test";
import { pressed } from "./key-sequence.ts";

const known = ["j", "g h", "g m", "?"];

test("g and then h is one shortcut", () => {
  const first = pressed({ key: "g", at: 0, before: null, known });
  assert.deepEqual(first, { keys: null, next: { key: "g", at: 0 } });
  assert.deepEqual(pressed({ key: "h", at: 900, before: first.next, known }), { keys: "g h", next: null });
});

test("a sequence that is not ended in time is forgotten", () => {
  const before = { key: "g", at: 0 };
  assert.deepEqual(pressed({ key: "h", at: 5000, before, known }), { keys: null, next: null });
});

test("a key that ends no sequence counts for itself", () => {
  const before = { key: "g", at: 0 };
  assert.deepEqual(pressed({ key: "j", at: 100, before, known }), { keys: "j", next: null });
  assert.deepEqual(pressed({ key: "g", at: 100, before, known }), {
    keys: null,
    next: { key: "g", at: 100 },
  });
});
