import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocuments } from "./parse-documents.ts";

const allowancesOf = (text: string) =>
  parseDocuments("f.yaml", text).allowances.map(({ code, until, reason, line }) => [
    code,
    until,
    reason,
    line,
  ]);

test("a comment behind a value speaks of its line, a comment alone of the next line that says something", () => {
  assert.deepEqual(
    allowancesOf(`a: 1 # holdfast: allow some-code because we said so
# holdfast: allow other-code until 2027-03-31: the vendor is changed in spring

# another comment
b: 2
`),
    [
      ["some-code", null, "because we said so", 1],
      ["other-code", "2027-03-31", "the vendor is changed in spring", 5],
    ],
  );
});

test("a comment without reason is read as such, and one whose date is none has it in its reason", () => {
  assert.deepEqual(allowancesOf("a: 1 # holdfast: allow x\nb: 1 # holdfast: allow y until spring\r\n"), [
    ["x", null, null, 1],
    ["y", null, "until spring", 2],
  ]);
});

test("text that only looks like such a comment allows nothing", () => {
  assert.deepEqual(
    allowancesOf(
      `a: "# holdfast: allow x yes"\nb: |\n  # holdfast: allow y yes\nc: 'see # holdfast: allow z'\n`,
    ),
    [],
  );
});

test("the code of a comment is found at its columns, behind a byte order mark too", () => {
  const [allowance] = parseDocuments("f.yaml", "\uFEFF{} # holdfast: allow some-code why").allowances;
  assert.deepEqual(allowance?.codeSpan, { line: 1, column: 22, endLine: 1, endColumn: 31 });
});

test("a hundred thousand such comments in a row are read in linear time", () => {
  assert.equal(allowancesOf("# holdfast: allow x y\n".repeat(100_000)).length, 100_000);
});
