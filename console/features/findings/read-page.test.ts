import assert from "node:assert/strict";
import { test } from "node:test";
import { readPage } from "./read-page.ts";

test("a page about a finding is read into headings, paragraphs and code, and loses nothing", () => {
  const page = "# code\n\n**error** · What `it`\ndemands.\n\n```yaml\n# no heading\na: 1\n```\n";
  assert.deepEqual(readPage(page), [
    { type: "heading", text: "code" },
    {
      type: "text",
      spans: [
        { type: "strong", text: "error" },
        { type: "plain", text: " · What " },
        { type: "code", text: "it" },
        { type: "plain", text: " demands." },
      ],
    },
    { type: "code", text: "# no heading\na: 1" },
  ]);
});

test("code that is never closed and marks that are none stay text", () => {
  assert.deepEqual(readPage("```\na"), [{ type: "code", text: "a" }]);
  assert.deepEqual(readPage("<b> * ` **"), [
    { type: "text", spans: [{ type: "plain", text: "<b> * ` **" }] },
  ]);
});
