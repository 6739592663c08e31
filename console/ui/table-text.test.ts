import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf, markdownOf } from "./table-text.ts";

test("a spreadsheet runs nothing that a name of the estate says, and numbers stay numbers", () => {
  const rows = [["=HYPERLINK(1)", "@sum", "+1", "-cmd", "-12.5", "plain"]];
  assert.equal(
    csvOf({ heads: ["a", "b", "c", "d", "e", "f"], rows }),
    "a,b,c,d,e,f\r\n'=HYPERLINK(1),'@sum,'+1,'-cmd,-12.5,plain",
  );
});

test("commas, quotes and line ends stay inside their field", () => {
  assert.equal(csvOf({ heads: ["a"], rows: [['x, "y"\nz']] }), 'a\r\n"x, ""y""\nz"');
});

test("Markdown shows what a name says, letter by letter", () => {
  assert.equal(
    markdownOf({ heads: ["name"], rows: [["<b>*x*</b> | [y]\n z"]] }),
    "| name |\n| --- |\n| \\<b\\>\\*x\\*\\</b\\> \\| \\[y\\] z |",
  );
});
