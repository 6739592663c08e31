import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mergeTexts } from "./merge-texts.ts";
import { joinDocuments, splitDocuments } from "./split-documents.ts";
import { linesOf, replacements, shortDifference, textDifference } from "./text-difference.ts";

const line = fc.constantFrom("a", "b", "c", "---", "# note", "", "--- # said", "x: |", "  - y", "...");
const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.map((one) => `${one}\n`).join(""));

test("a file put together of its documents is the file, byte for byte", () => {
  const documents = fc.array(
    fc.array(fc.constantFrom("a: 1", "# note", "", "  b: 2", "%TAG ! x"), { minLength: 1, maxLength: 5 }),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(documents, fc.boolean(), (files, isMarkedFirst) => {
      const filled = files.map((lines) => `${["kind: X", ...lines].join("\n")}\n`);
      const whole = `${isMarkedFirst ? "---\n" : ""}${filled.join("---\n")}`;
      const split = splitDocuments(whole);
      assert.equal(joinDocuments(split), whole);
      assert.equal(split.length, files.length);
    }),
  );
});

test("documents are told apart as YAML does, and each keeps its comments", () => {
  const whole =
    "# of all\n---\na: 1\n--- # of the second\nb: |\n  text\n---\n# before the third\nc: 3\n---\n# after\n";
  assert.deepEqual(splitDocuments(whole), [
    "# of all\n---\na: 1\n",
    "--- # of the second\nb: |\n  text\n",
    "# before the third\nc: 3\n---\n# after\n",
  ]);
  assert.deepEqual(splitDocuments("# nothing else\n"), []);
  assert.deepEqual(splitDocuments("a: 1\r\n---\r\nb: 2\r\n"), ["a: 1\r\n", "b: 2\r\n"]);
  assert.equal(joinDocuments(["a: 1\r\n", "b: 2\r\n"]), "a: 1\r\n---\r\nb: 2\r\n");
});

test("splitting never throws and loses no line that says something", () => {
  fc.assert(
    fc.property(text, (whole) => {
      const said = (all: string) => linesOf(all).filter((one) => !["", "---"].includes(one));
      const split = splitDocuments(whole);
      if (split.length > 0) assert.deepEqual(said(joinDocuments(split)), said(whole));
    }),
  );
});

/** Applies replacements to the lines before. */
function applied(before: readonly string[], after: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let at = 0;
  for (const { from, to, otherFrom, otherTo } of replacements(before, after)) {
    lines.push(...before.slice(at, from), ...after.slice(otherFrom, otherTo));
    at = to;
  }
  return [...lines, ...before.slice(at)];
}

/** Length of the longest common subsequence, by the textbook. */
function commonLength(one: readonly string[], other: readonly string[]): number {
  const table = Array.from({ length: one.length + 1 }, () =>
    Array.from({ length: other.length + 1 }, () => 0),
  );
  for (let x = 1; x <= one.length; x++) {
    for (let y = 1; y <= other.length; y++) {
      const [row, above] = [table[x] as number[], table[x - 1] as number[]];
      row[y] =
        one[x - 1] === other[y - 1]
          ? (above[y - 1] as number) + 1
          : Math.max(above[y] as number, row[y - 1] as number);
    }
  }
  return table[one.length]?.[other.length] ?? 0;
}

test("a difference leads from one text to the other, and no shorter one does", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      assert.deepEqual(applied(before, after), after);
      const [one, other] = [before, after].map((all) => all.map((each) => `${each}\n`).join(""));
      const same = textDifference(one ?? "", other ?? "").filter(({ type }) => type === "same");
      assert.equal(same.length, commonLength(before, after));
    }),
  );
});

test("a difference of what has nothing in common is one replacement, however long", () => {
  const many = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`);
  assert.deepEqual(replacements(many("a"), many("b")), [
    { from: 0, to: 20_000, otherFrom: 0, otherTo: 20_000 },
  ]);
});

test("what is far from a change is left out of what is shown", () => {
  const before = Array.from({ length: 30 }, (_, index) => `${index}`).join("\n");
  const shown = shortDifference(textDifference(before, before.replace("\n15\n", "\nnew\n")), 1);
  assert.deepEqual(
    shown.map((one) => (one === null ? "…" : `${one.type}:${one.text}`)),
    ["…", "same:14", "removed:15", "added:new", "same:16", "…"],
  );
});

test("[A3.2] changes in different places are merged, those in one place conflict and show both sides", () => {
  const base = "a\nb\nc\nd\ne\n";
  assert.deepEqual(mergeTexts(base, "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\nf\n"), {
    status: "merged",
    text: "A\nb\nc\nd\nE\nf\n",
  });
  const conflict = mergeTexts(base, "a\nB\nc\nd\ne\n", "a\nß\nc\nd\ne\n");
  assert.deepEqual(conflict, {
    status: "conflict",
    conflicts: 1,
    text: "a\n<<<<<<< ours\nB\n=======\nß\n>>>>>>> theirs\nc\nd\ne\n",
  });
  assert.equal(mergeTexts(base, "x\n", "x\n").status, "merged");
  assert.equal(mergeTexts("a\nb\n", "a\n", "a\n\n").status, "conflict", "a line removed is no line emptied");
});

test("a merge is the same from either side, and merging with the base changes nothing", () => {
  fc.assert(
    fc.property(text, text, text, (base, ours, theirs) => {
      const [one, other] = [mergeTexts(base, ours, theirs), mergeTexts(base, theirs, ours)];
      assert.equal(one.status, other.status);
      if (one.status === "merged") assert.equal(one.text, other.text);
      assert.deepEqual(mergeTexts(base, ours, base), { status: "merged", text: ours });
      assert.deepEqual(mergeTexts(base, base, theirs), { status: "merged", text: theirs });
    }),
  );
});
