import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import type { Json, JsonObject } from "../../model/json.ts";
import { changeText } from "./change-text.ts";
import { documentText } from "./document-text.ts";
import { isSame } from "./drift.ts";
import { mergeDocument } from "./merge-document.ts";

/** Carries a merge into the text of `ours` and reads it back. */
function merged(base: JsonObject, ours: JsonObject, theirs: JsonObject) {
  const { changes, conflicts } = mergeDocument(base, ours, theirs);
  const text = changeText(documentText(ours, ["ours"]), 0, changes);
  assert.ok(text !== null);
  return { value: parse(text) as Json, text, conflicts };
}

test("what the source changed is taken, what people changed stays, where both did a person is asked", () => {
  const base = { spec: { a: 1, b: 1, c: 1, list: ["x", "y"] } };
  const ours = { spec: { a: 1, b: 2, c: 2, list: ["x", "y", "mine"] } };
  const theirs = { spec: { a: 3, b: 1, c: 3, list: ["y", "z"] } };
  const { value, conflicts, text } = merged(base, ours, theirs);
  assert.deepEqual(value, { spec: { a: 3, b: 2, c: 2, list: ["y", "mine", "z"] } });
  assert.deepEqual(conflicts, [{ path: ["spec", "c"], ours: 2, theirs: 3 }]);
  assert.match(text, /^# ours\n/);
});

const leaf = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom("x", "y"));
const list = fc.uniqueArray(leaf, { maxLength: 4 });
const document = fc.record({
  metadata: fc.dictionary(fc.constantFrom("a", "b", "c"), leaf, { maxKeys: 3 }),
  spec: fc.dictionary(
    fc.constantFrom("d", "e"),
    fc.oneof(leaf, list, fc.dictionary(fc.constantFrom("f"), leaf)),
    { maxKeys: 2 },
  ),
}) as fc.Arbitrary<JsonObject>;

/** Nothing but the empty: a list or map that lost all it held is left out, which is the same to a reader. */
const withoutEmpty = (value: Json): Json =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .map(([key, item]) => [key, withoutEmpty(item)] as const)
          .filter(([, item]) => typeof item !== "object" || item === null || Object.keys(item).length > 0),
      )
    : value;

const sorted = (value: Json): Json =>
  Array.isArray(value)
    ? value.map((each) => JSON.stringify(each)).sort()
    : value !== null && typeof value === "object"
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sorted(item)]))
      : value;

test("a document that nobody edited becomes what the source says, and one the source left alone stays", () => {
  fc.assert(
    fc.property(document, document, (base, other) => {
      const followed = merged(base, base, other);
      assert.deepEqual(followed.conflicts, []);
      assert.ok(
        isSame(sorted(withoutEmpty(followed.value)), sorted(withoutEmpty(other))),
        JSON.stringify([base, other, followed.value]),
      );
      const kept = merged(base, other, base);
      assert.deepEqual(kept.conflicts, []);
      assert.ok(isSame(kept.value, other));
    }),
  );
});

test("merging again changes nothing more", () => {
  fc.assert(
    fc.property(document, document, document, (base, ours, theirs) => {
      const once = merged(base, ours, theirs);
      const again = mergeDocument(theirs, once.value as JsonObject, theirs);
      assert.deepEqual(again, { changes: [], conflicts: [] });
    }),
  );
});

test("a change in the second document of a file leaves the first as it was", () => {
  const text = "# one\na: 1 # kept\n---\nb: 1\n";
  assert.equal(
    changeText(text, 1, [{ type: "set", path: ["b"], value: 2 }]),
    "# one\na: 1 # kept\n---\nb: 2\n",
  );
  assert.equal(changeText("a: [1\n", 0, []), null, "a file with errors is not written");
});
