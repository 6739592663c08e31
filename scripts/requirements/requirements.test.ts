import assert from "node:assert/strict";
import { test } from "node:test";
import { claimedIds } from "./claimed-ids.ts";
import { requirementsReport } from "./report.ts";
import { requirementRows } from "./rows.ts";

const sample = `# Title
Text with A9.9 in it.
## A1 Impact
| id | what |
|---|---|
| A1.1 | Ranks functions. |
| A1.2 | Asks \`a | b\`. |
## B1 Scope
| B1.1 | Sets objectives. |
`;

test("each row of a table of requirements is read under its module", () => {
  assert.deepEqual(
    requirementRows(sample).map(({ id, module }) => `${id} ${module}`),
    ["A1.1 A1 Impact", "A1.2 A1 Impact", "B1.1 B1 Scope"],
  );
});

test("only the opening of a test's title claims a requirement", () => {
  const source = [
    "// [A1.1] is a comment",
    `test.only("[A1.2] [A1.3] two at once", () => {});`,
    `it("a title that only mentions [A1.4]", () => {});`,
    `describe(\`[B1.1] ranks\`, () => {});`,
    `const value = "[A1.5] a value";`,
  ].join("\n");
  assert.deepEqual([...claimedIds(source)].sort(), ["A1.2", "A1.3", "B1.1"]);
});

test("the report lists the rows that no test carries, counts modules, and names ids that do not exist", () => {
  const report = requirementsReport(requirementRows(sample), new Set(["A1.1", "C9.9"]));
  assert.deepEqual(report.split("\n"), [
    "  1 of 2  A1 Impact",
    "  0 of 1  B1 Scope",
    "  1 of 3  all",
    "",
    "A1.2  Asks `a | b`.",
    "B1.1  Sets objectives.",
    "C9.9  is claimed by a test, but no requirement has this id",
  ]);
});
