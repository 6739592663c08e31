import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { shortDifference, textDifference } from "#core/revision/text-difference.ts";
import { differenceRows, markWords, unifiedLines } from "./difference-rows.ts";

const rowsOf = (before: string, after: string) =>
  differenceRows([...shortDifference(textDifference(before, after))]);

test("a changed line stands beside what it was, with the words marked that differ", () => {
  const [row] = rowsOf("rto: PT30M # agreed\n", "rto: PT2H # agreed\n");
  const marked = (side: "before" | "after") =>
    row?.[side]?.pieces.filter(({ isMarked }) => isMarked).map(({ text }) => text);
  assert.deepEqual([marked("before"), marked("after")], [["PT30M"], ["PT2H"]]);
});

test("lines that have nothing in common are not marked word by word", () => {
  const [before] = markWords("owner: team:shop", "steps run at night only");
  assert.ok(before.every(({ isMarked }) => !isMarked));
});

test("whatever is compared, both sides keep all their text and one below the other says the same", () => {
  const text = fc.array(fc.constantFrom("a: 1", "b: two words", "  - c", "", "d: {x: y}"), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [
        one.map((line) => `${line}\n`).join(""),
        other.map((line) => `${line}\n`).join(""),
      ];
      const rows = differenceRows([...textDifference(before, after)]);
      const side = (name: "before" | "after") =>
        rows.flatMap((row) => row[name]?.pieces.map((piece) => piece.text).join("") ?? []);
      assert.deepEqual(side("before"), one);
      assert.deepEqual(side("after"), other);
      const unified = unifiedLines(rows);
      assert.deepEqual(
        unified.filter((line) => line?.type !== "added").map((line) => line?.text),
        one,
      );
      assert.deepEqual(
        unified.filter((line) => line?.type !== "removed").map((line) => line?.text),
        other,
      );
    }),
  );
});
