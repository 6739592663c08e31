import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { parsePlainYaml } from "./parse-plain-yaml.ts";
import { parseTreeByLibrary } from "./parse-tree.ts";

/** Whether the text is plain; what was read of it then is, to the last offset, what the library reads. */
function agrees(text: string): boolean {
  const plain = parsePlainYaml(text);
  if (plain === null) return false;
  const { documents, problems } = parseTreeByLibrary("f.yaml", text);
  assert.deepEqual(problems, [], JSON.stringify(text));
  assert.deepEqual(plain, documents, JSON.stringify(text));
  return true;
}

const root = path.join(import.meta.dirname, "../../..");
const estate = globSync("lab/estate/*.yaml", { cwd: root }).map((file) =>
  readFileSync(path.join(root, file), "utf8"),
);

test("the usual ways to write a document are plain, and are read as the library reads them", () => {
  for (const text of [
    "a: 1\nb: two words # and a comment\nc: [x, 'y', \"z: 1\"]\n",
    'a:\n  b:\n    - one\n    - { c: d, "e:f": g }\n    - h: i\n      j: k\n  l: []\n',
    "a:\n- b\n- c\nd: {}\n",
    "# first\n---\na: 2026-11-22\n\n---\n# only this\n---\nb: team:dba\n  \n# last",
    "a: PT5M\nb: 24x7\nc: 40%\nd: http://x/y#z\ne: -x\nf: ~\ng: NO\nh: 10.0.0.1\n",
  ]) {
    assert.ok(agrees(text), text);
  }
  assert.ok(estate.filter(agrees).length > estate.length / 2, "most of the sample estate is plain");
});

test("what is not plain is left to the library: mistakes, and everything that is rare", () => {
  for (const text of [
    "a: 1\na: 2\n",
    "a: b: c\n",
    "a: [b\n",
    "a: &x 1\n",
    "a: *x\n",
    "a: |\n  b\n",
    "a: b\n  c\n",
    "\ta: 1\n",
    "a: 1\r\n",
    "a: 1.5\n",
    "a: 012\n",
    "a:\n",
    "- - b\n",
    "? a\n",
    "a: !!str 1\n",
    "--- a\n",
    "%YAML 1.2\n",
    "a: 'it''s'\n",
    'a: "\\n"\n',
    "__proto__: 1\n",
    "a: 1\n b: 2\n",
    "a: [b: c]\n",
    "a: {b}\n",
    "a: @x\n",
    " a: 1\nb: 2\n",
    'a: "x" y\n',
    "a: [x]y\n",
    "a: {b: 1}#c\n",
  ]) {
    assert.equal(parsePlainYaml(text), null, text);
  }
});

/** Pieces of which chance makes texts that are nearly YAML. */
const piece = fc.constantFrom(
  ...'a b key name - ? : # ~ 1 -1 0x1f 1e3 .5 true null yes team:dba a:b \'q\' "q" "q:r" \' " [ ] { } , & * ! | > %'.split(
    " ",
  ),
  ": ",
  "- ",
  " #",
  "\n",
  "\n  ",
  "\n    ",
  "\n- ",
  "\n  - ",
  "\nkey: ",
  "\n  key: ",
  "\n---\n",
  " ",
  "  ",
  "[a, b]",
  "{ a: b }",
  "é",
  "😀",
  "a b",
  "b:\n  ",
);

test("no text of any kind is read otherwise than by the library", () => {
  const soup = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));
  let plain = 0;
  fc.assert(
    fc.property(soup, (text) => {
      if (agrees(text)) plain++;
    }),
    { numRuns: 20_000 },
  );
  assert.ok(plain > 1000, `only ${plain} of them were plain, so the property says little`);
});

test("no document that a program writes is read otherwise than by the library", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "a",
      "team:dba",
      "PT5M",
      "x y",
      "no",
      "1.0",
      "- a",
      "a #b",
      "a: b",
      "",
      " a",
      "a,b",
      "[a",
      "*",
      "x:",
    ),
    fc.string({ maxLength: 8 }),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      word,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(word, tie("tree"), { maxKeys: 4 }),
    ),
  }));
  const flowing = fc.record({ tree, flow: fc.boolean() });
  fc.assert(
    fc.property(flowing, ({ tree: value, flow }) => {
      agrees(stringify(value, flow ? { collectionStyle: "flow", lineWidth: 0 } : {}));
    }),
    { numRuns: 5000 },
  );
});

test("no change of a real document is read otherwise than by the library", () => {
  const change = fc.record({
    text: fc.constantFrom(...estate.map((text) => text.slice(0, 1500))),
    at: fc.nat({ max: 1500 }),
    cut: fc.nat({ max: 3 }),
    insert: fc.oneof(piece, fc.string({ maxLength: 2 })),
  });
  let plain = 0;
  fc.assert(
    fc.property(change, ({ text, at, cut, insert }) => {
      if (agrees(text.slice(0, at) + insert + text.slice(at + cut))) plain++;
    }),
    { numRuns: 3000 },
  );
  assert.ok(plain > 300, `only ${plain} of them were plain, so the property says little`);
});
