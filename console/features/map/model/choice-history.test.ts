import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, historyOf, redo, toggled, undo } from "./choice-history.ts";

test("choices are taken back one by one and chosen again, until something else is chosen", () => {
  const one = choose(historyOf([]), toggled([], "site:east"));
  const two = choose(one, toggled(one.present, "vendor:psp"));
  assert.deepEqual(two.present, ["site:east", "vendor:psp"]);
  const back = undo(undo(two));
  assert.deepEqual(back.present, []);
  assert.deepEqual(undo(back), back, "there is nothing before");
  assert.deepEqual(redo(redo(back)), two);
  const other = choose(undo(two), ["site:west"]);
  assert.deepEqual(redo(other), other, "what was taken back is forgotten");
  assert.equal(choose(other, ["site:west"]), other);
  assert.deepEqual(toggled(["site:west"], "site:west"), []);
});
