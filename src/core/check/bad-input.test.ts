import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveEstate } from "../document/resolve-estate.ts";
import { checkEstate } from "./check-estate.ts";
import { exampleCatalogue } from "./example-catalogue.test-kit.ts";
import { exampleToday } from "./example-today.test-kit.ts";

/** The errors in a text, each as `code line:column` with what to do about it. */
function errorsIn(text: string): readonly (readonly [string, string | null])[] {
  const resolved = resolveEstate([{ type: "text", file: "f.yaml", text }]);
  return checkEstate(resolved, exampleCatalogue, { today: exampleToday })
    .filter(({ severity }) => severity === "error")
    .map(({ code, help, place: { span } }) => [`${code} ${span.line}:${span.column}`, help]);
}

const places = (text: string) => errorsIn(text).map(([place]) => place);

const head = (kind: string, name: string) =>
  `apiVersion: holdfast/v1\nkind: ${kind}\nmetadata: { name: ${name} }\n`;

test("in a file of a hundred thousand lines, a mistake in the last one is found there", () => {
  const members = Array.from({ length: 100_000 }, () => "    - person:ana\n");
  const ana = `${head("Person", "ana")}---\n`;
  const text = `${ana}${head("Team", "dba")}spec:\n  members:\n${members.join("")}  capacty: 1\n`;
  assert.deepEqual(places(text), ["unknown-field 100010:3"]);
});

test("ten thousand documents may stand in one file, and two of one name are found", () => {
  const documents = Array.from({ length: 10_000 }, (_, index) => head("Team", `t${index}`));
  const text = [...documents, head("Team", "t77")].join("---\n");
  assert.deepEqual(places(text), ["duplicate-document 40003:19"]);
});

test("a hundred thousand mistakes are a hundred thousand findings, in linear time", () => {
  const members = Array.from({ length: 100_000 }, () => "    - person:nobody\n");
  const found = places(`${head("Team", "dba")}spec:\n  members:\n${members.join("")}`);
  assert.equal(found.length, 100_000);
  assert.equal(found.at(-1), "dangling-reference 100005:7");
});

test("with the line ends of Windows, lines and columns are those that an editor shows", () => {
  const text = `${head("Service", "orders")}spec:\n  owner: team:none # of nobody\n`;
  assert.deepEqual(places(text), ["dangling-reference 5:10"]);
  assert.deepEqual(places(text.replaceAll("\n", "\r\n")), ["dangling-reference 5:10"]);
  assert.deepEqual(places(`\uFEFF${text}`), ["dangling-reference 5:10"]);
});

test("a byte order mark does not shift the columns of the first line", () => {
  const text =
    '{ "apiVersion": "holdfast/v1", "kind": "Service", "metadata": { "name": "o" }, "spec": { "owner": "team:x" } }';
  assert.deepEqual(places(`\uFEFF${text}`), places(text));
  assert.deepEqual(places(text), ["dangling-reference 1:99"]);
});

test("a boolean of YAML 1.1 is told with what to write instead", () => {
  const text = `${head("Protection", "backup")}spec: { protects: component:db, method: backup, immutable: yes }\n`;
  const found = errorsIn(`${text}---\n${head("Component", "db")}`).filter(([place]) =>
    place.startsWith("wrong-type"),
  );
  assert.deepEqual(found, [["wrong-type 4:60", "in YAML 1.2 `yes` is text; write true or false"]]);
});

test("Norway is a country", () => {
  assert.deepEqual(places(`${head("Site", "oslo")}spec: { jurisdiction: NO }\n`), []);
  assert.deepEqual(places(`${head("Component", "db")}spec: { data: { jurisdictions: [NO, DE] } }\n`), []);
});

test("merge keys are told with what to do, not read as fields", () => {
  const text = `${head("Team", "dba")}spec: &spec\n  capacity: 1\n---\n${head("Team", "web")}spec:\n  <<: { capacity: 1 }\n`;
  assert.deepEqual(errorsIn(text), [["unknown-field 11:3", "merge keys are not read; write the fields out"]]);
});

test("an anchor and its alias within a document are read, and a mistake in them is where they are written", () => {
  const text = `${head("Service", "orders")}spec:\n  dependsOn: [ &db component:none, *db ]\n`;
  assert.deepEqual(places(text), ["dangling-reference 5:20", "dangling-reference 5:36"]);
});

test("a date as a key is a key, and a number that JSON cannot carry is told where it is", () => {
  const labels = head("Team", "dba").replace(" }", ", labels: { 2026-11-22: x, 1: y } }");
  assert.deepEqual(places(labels), []);
  assert.deepEqual(places(`${head("Team", "dba")}spec: { capacity: 9007199254740993 }\n`), [
    "number-out-of-range 4:19",
  ]);
});

test("a tab, an open bracket and a doubled key are told where they are", () => {
  assert.deepEqual(places(`${head("Team", "dba")}spec:\n\tcapacity: 1\n`).at(0), "syntax-error 5:1");
  assert.deepEqual(places(`${head("Team", "dba")}spec: { capacity: 1\n`), ["syntax-error 5:1"]);
  assert.deepEqual(places(`${head("Team", "dba")}spec: { capacity: 1, capacity: 2 }\n`), [
    "duplicate-key 4:22",
  ]);
});

test("an empty text and one of comments hold no document, and nothing is wrong with that", () => {
  for (const text of ["", "\n\n", "# nothing\n", "---\n# nothing\n---\n", "\uFEFF"])
    assert.deepEqual(places(text), []);
});

test("a document that is no map is told", () => {
  assert.deepEqual(places("- a\n- b\n"), ["not-a-document 1:1"]);
  assert.deepEqual(places("just words\n"), ["not-a-document 1:1"]);
});

test("names that differ only in case are not two names, for none may have upper case", () => {
  assert.deepEqual(places(`${head("Team", "DBA")}---\n${head("Team", "dba")}`), ["invalid-value 3:19"]);
});

test("files whose names differ only in case are told, those of different folders are not", () => {
  const files = ["a/Orders.yaml", "a/orders.yaml", "b/orders.yaml", "a/é.yaml", "a/e\u0301.yaml"];
  const resolved = resolveEstate(files.map((file) => ({ type: "text", file, text: "" })));
  const found = checkEstate(resolved, exampleCatalogue, { today: exampleToday });
  assert.deepEqual(
    found.map(({ code, place }) => [code, place.file]),
    [
      ["file-names-clash", "a/orders.yaml"],
      ["file-names-clash", "a/e\u0301.yaml"],
    ],
  );
});
