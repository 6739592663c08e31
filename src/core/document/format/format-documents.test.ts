import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { parseDocuments } from "../parse-documents.ts";
import { commentsOf } from "./comments-of.ts";
import { formatDocuments } from "./format-documents.ts";

function formatted(text: string): string {
  const result = formatDocuments("f.yaml", text);
  assert.equal(result.status, "formatted");
  return result.status === "formatted" ? result.text : "";
}

test("fields come in the order of the schema, and each comment goes with its field", () => {
  const written = `# the head
kind: Service
apiVersion: holdfast/v1
spec:
    # who answers for it
    owner:   team:shop
    description: What users see   # shown in lists
    dependsOn:
    - {need: soft, on: service:mail}
    - component:db
    # objectives come last
    objectives: {rpo: PT0S, rto: PT5M}
    # nothing more
metadata: {title: Orders, name: orders}
`;
  assert.equal(
    formatted(written),
    `# the head
apiVersion: holdfast/v1
kind: Service
metadata: { name: orders, title: Orders }
spec:
  description: What users see # shown in lists
  # who answers for it
  owner: team:shop
  # objectives come last
  objectives: { rto: PT5M, rpo: PT0S }
  dependsOn:
    - { on: service:mail, need: soft }
    - component:db
  # nothing more
`,
  );
});

test("steps within steps, conditions and unknown fields are ordered too, the unknown ones last", () => {
  const text = formatted(`apiVersion: holdfast/v1
kind: Runbook
metadata: { name: r }
spec:
  steps:
    - steps: [{ wait: PT1S, id: b }]
      later: 1
      id: a
  purpose: restore
`);
  assert.match(
    text,
    /spec:\n {2}purpose: restore\n {2}steps:\n {4}- id: a\n {6}steps: \[\{ id: b, wait: PT1S \}\]\n/,
  );
  assert.match(text, / {6}later: 1\n$/);
});

test("an anchor stays before its alias, even where the schema would have it otherwise", () => {
  const text = `kind: Team\napiVersion: holdfast/v1\nmetadata: { name: a, labels: &l { x: y } }\nspec: { members: &m [person:a], skills: *m }\n`;
  assert.deepEqual(parseDocuments("", formatted(text)).problems, []);
  const backwards = `apiVersion: holdfast/v1\nkind: Vendor\nmetadata: { annotations: &a { x: y }, labels: *a, name: v }\n`;
  assert.match(formatted(backwards), /annotations: &a .*labels: \*a/);
});

test("an alias that another anchor of its name would catch after ordering keeps its meaning", () => {
  const text = `apiVersion: holdfast/v1
kind: Team
metadata: { name: a, labels: &x { a: b } }
spec:
  skills: &x [p]
  members: *x
`;
  const value = (of: string) => parseDocuments("", of).documents.map((document) => document.value);
  assert.deepEqual(value(formatted(text)), value(text));
});

test("what does not parse is left alone, with the place of the first error", () => {
  for (const text of ["a: [", "a: 1\na: 2\n", "\tkind: x", "a: *b\n"]) {
    assert.equal(formatDocuments("f.yaml", text).status, "unreadable", text);
  }
  const result = formatDocuments("f.yaml", "kind: Team\nspec: { a: 1\n");
  assert.ok(result.status === "unreadable" && result.problem.place.span.line >= 2);
});

test("the line ending of the first line is that of the result", () => {
  const text = "kind: Team\r\napiVersion: holdfast/v1\r\nmetadata: {name: a}\r\n";
  assert.equal(formatted(text), "apiVersion: holdfast/v1\r\nkind: Team\r\nmetadata: { name: a }\r\n");
});

test("a file of nothing but comments stays as it is", () => {
  for (const text of ["", "# nothing yet\n", "\n\n# a\n\n# b"]) assert.equal(formatted(text), text);
});

const samples = ["../../../../lab/estate", "../../../cli/sample-estate"].flatMap((folder) => {
  const root = path.join(import.meta.dirname, folder);
  return readdirSync(root)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readFileSync(path.join(root, name), "utf8"));
});

/** Formatting says the same, keeps the comments, and finds nothing to do the second time. */
function assertFormats(text: string): void {
  const result = formatDocuments("f.yaml", text);
  if (result.status !== "formatted") return;
  assert.deepEqual(commentsOf(result.text), commentsOf(text.replaceAll("\r\n", "\n")));
  assert.deepEqual(formatDocuments("f.yaml", result.text), result);
}

test("the estates we ship are formatted to a form that formatting does not change", () => {
  for (const text of samples) {
    assert.equal(formatDocuments("f.yaml", text).status, "formatted");
    assertFormats(text);
  }
});

test("whatever is done to a document's lines, formatting is stable and loses nothing", () => {
  const edit = fc.record({
    at: fc.nat(),
    line: fc.constantFrom(
      "# a comment",
      "      # an odd comment",
      "",
      "---",
      "    - x",
      "  title: a long text that goes on and on, well beyond the width at which a line is folded by the formatter, and then some more",
      "  description: |\n    two\n\n    # no comment\n",
      "  description: >-\n    folded text\n    over lines\n",
      "  labels: { a: b, # why\n    c: d }",
    ),
  });
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.array(edit, { maxLength: 4 }), (sample, edits) => {
      const lines = sample.split("\n");
      for (const { at, line } of edits) lines.splice(at % lines.length, 0, line);
      assertFormats(lines.join("\n"));
    }),
    { numRuns: 150 },
  );
});

test("whatever value stands in a document, formatting is stable and says the same", () => {
  const value = fc.jsonValue({ maxDepth: 4, noUnicodeString: false });
  fc.assert(
    fc.property(value, fc.boolean(), (spec, isFlow) => {
      const document = { spec, kind: "Service", metadata: { title: "t", name: "a" } };
      assertFormats(stringify(document, { collectionStyle: isFlow ? "flow" : "block" }));
    }),
    { numRuns: 500 },
  );
});
