import assert from "node:assert/strict";
import { test } from "node:test";
import { createOnceKey } from "./once-key.ts";

test("the same content sent again carries the same token, so that it is carried out once", () => {
  const once = createOnceKey();
  assert.equal(once.keyFor({ reason: "a" }), once.keyFor({ reason: "a" }));
});

test("changed content, and the same content after an answer, carry another token", () => {
  const once = createOnceKey();
  const first = once.keyFor({ reason: "a" });
  const changed = once.keyFor({ reason: "b" });
  assert.notEqual(first, changed);
  once.renew();
  assert.notEqual(once.keyFor({ reason: "b" }), changed);
});
