import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocuments } from "./parse-documents.ts";
import { fileBytesMax } from "./source-file.ts";

const problemsOf = (text: string) =>
  parseDocuments("f.yaml", text).problems.map(
    ({ type, place: { span } }) => `${type} ${span.line}:${span.column}`,
  );
const valuesOf = (text: string) => parseDocuments("f.yaml", text).documents.map(({ value }) => value);

test("several documents of a file are read, empty ones are passed over", () => {
  assert.deepEqual(valuesOf("---\na: 1\n---\n# a comment\n---\nb: [2]\n...\n"), [{ a: 1 }, { b: [2] }]);
  assert.deepEqual(valuesOf(""), []);
});

test("each part of a document is found again by its path", () => {
  const [document] = parseDocuments("f.yaml", "a:\n  - b: one\n    c: { d: two }\n").documents;
  assert.ok(document);
  assert.deepEqual(document.locate(["a", 0, "b"], "value"), {
    line: 2,
    column: 8,
    endLine: 2,
    endColumn: 11,
  });
  assert.deepEqual(document.locate(["a", 0, "c", "d"], "key"), {
    line: 3,
    column: 10,
    endLine: 3,
    endColumn: 11,
  });
  const missing = document.locate(["a", 0, "c", "x"], "value");
  assert.deepEqual(
    missing,
    { line: 3, column: 5, endLine: 3, endColumn: 6 },
    "at the key that should hold it",
  );
});

test("what an alias stands for is found where it is written", () => {
  const [document] = parseDocuments("f.yaml", "a: &x [ one, two ]\nb: *x\n").documents;
  assert.deepEqual(document?.value, { a: ["one", "two"], b: ["one", "two"] });
  assert.equal(document?.locate(["b", 1], "value").line, 1);
});

test("windows line ends, a byte order mark and letters beyond the first plane do not shift a place", () => {
  assert.deepEqual(problemsOf("\uFEFFa: 1\r\nb: 2\r\na: 3\r\n"), ["duplicate-key 3:1"]);
  assert.deepEqual(problemsOf('{ "😀": 1, b: 2, b: 3 }'), ["duplicate-key 1:18"]);
});

test("tabs as indentation, unclosed brackets and unknown aliases are syntax errors with a place", () => {
  assert.deepEqual(problemsOf("a:\n\tb: 1\n"), ["syntax-error 2:1"]);
  assert.deepEqual(problemsOf("a: [1, 2\n"), ["syntax-error 2:1"]);
  assert.deepEqual(problemsOf("a: *none\n"), ["syntax-error 1:4"]);
  assert.deepEqual(problemsOf("? { a: 1 }\n: 2\n"), ["syntax-error 1:3"]);
});

test("a damaged document does not take the others of its file with it", () => {
  const { documents } = parseDocuments("f.yaml", "a: [1\n---\nb: 2\n");
  assert.deepEqual(documents.map(({ value, damaged }) => [value, damaged]).at(-1), [{ b: 2 }, false]);
  assert.equal(documents[0]?.damaged, true);
});

test("words that YAML 1.1 took for true or false are text, and dates are text", () => {
  assert.deepEqual(valuesOf("[no, yes, on, off, NO, 2026-11-22, 1_000, 0o17, ~]"), [
    ["no", "yes", "on", "off", "NO", "2026-11-22", "1_000", 15, null],
  ]);
});

test("keys that are dates, numbers or names of the language are plain keys", () => {
  const [value] = valuesOf("2026-11-22: a\n1.0: b\n__proto__: { x: 1 }\nnull: c\n");
  assert.equal(JSON.stringify(value), '{"2026-11-22":"a","1.0":"b","__proto__":{"x":1},"null":"c"}');
  assert.equal((value as { x?: number }).x, undefined, "the object's own prototype is untouched");
});

test("numbers that JSON cannot carry are told, not rounded", () => {
  assert.deepEqual(problemsOf("[9007199254740993, .inf, -.inf, .nan, 1e999]").length, 5);
  assert.deepEqual(problemsOf("[9007199254740991, 1.5, -3, 1e3]"), []);
});

test("an alias bomb ends at its bound, an alias inside itself at the depth's", () => {
  const bomb = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"];
  for (let i = 1; i < 30; i++)
    bomb.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(",")}]`);
  assert.deepEqual(problemsOf(bomb.join("\n")), ["too-many-aliases 4:38"]);
  assert.deepEqual(problemsOf("a: &a [ *a ]"), ["nested-too-deeply 1:9"]);
});

test("a hundred thousand open brackets are one problem, not a crash", () => {
  const { problems } = parseDocuments("f.yaml", "[".repeat(100_000));
  assert.deepEqual(
    problems.map(({ type }) => type),
    ["nested-too-deeply"],
  );
});

test("a map of a hundred thousand keys is read in linear time, and its doubled key is found", () => {
  const lines = Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`);
  assert.deepEqual(problemsOf([...lines, "k5: 2"].join("\n")), ["duplicate-key 100001:1"]);
});

test("a text beyond the bound is not read", () => {
  assert.deepEqual(problemsOf(`a: ${"x".repeat(fileBytesMax)}`), ["file-too-large 1:1"]);
});
