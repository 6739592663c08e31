import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import type { PlanBook } from "#core/exchange/export/plan-book/plan-book.ts";
import { planBookPdf } from "./plan-book-pdf.ts";

const evil = '#panic("markup") *bold* $x$ @ref <label> `raw` #read("/etc/passwd") \\ // gone';

const step = (number: number) => ({
  number: `${number}`,
  title: `Step ${number} ${evil}`,
  who: "Operations",
  expected: "5 min",
  details: [
    { label: "By hand", text: "Pull the plug.\nThen wait.", mono: false },
    { label: "Command", text: `run a=${"long-".repeat(60)} ${evil}`, mono: true },
  ],
  options: ["Go on", "Stop"],
  signatures: ["Approved for the crisis team"],
  isGroup: number === 1,
});

const book: PlanBook = {
  plan: "plan:sample",
  title: `Sample ${evil}`,
  description: null,
  hash: "0123456789abcdef".repeat(4),
  printedOn: "2026-06-30",
  sources: [],
  missing: [],
  sections: [
    {
      title: "Contacts",
      onOwnPage: false,
      blocks: [
        { type: "text", text: evil },
        { type: "facts", rows: [["Label", evil]] },
        {
          type: "table",
          columns: [
            { title: "A", share: 1 },
            { title: "B", share: 2 },
          ],
          rows: [
            [evil, "b"],
            ["", ""],
          ],
        },
        { type: "checklist", items: [evil] },
        { type: "notes", lines: 3 },
      ],
    },
    {
      title: "Steps",
      onOwnPage: true,
      blocks: [{ type: "steps", steps: Array.from({ length: 40 }, (_, n) => step(n + 1)) }],
    },
    {
      title: "Empty",
      onOwnPage: false,
      blocks: [
        { type: "heading", text: "Nothing" },
        { type: "checklist", items: [] },
      ],
    },
  ],
};

const reader = spawnSync("pdftotext", ["-v"]).error;

test("a printed book is the same bytes each time it is made", async () => {
  const once = Buffer.from(await planBookPdf(book));
  assert.equal(once.subarray(0, 5).toString(), "%PDF-");
  assert.ok(once.equals(Buffer.from(await planBookPdf(book))));
});

test("every page of a printed book has its number, the number of pages and of the content, and texts stay texts", {
  skip: reader ? "pdftotext is not installed here" : false,
}, async () => {
  const pdf = await planBookPdf(book);
  const { stdout } = spawnSync("pdftotext", ["-layout", "-", "-"], { input: pdf, maxBuffer: 2 ** 26 });
  const pages = stdout.toString().split("\f").slice(0, -1);
  assert.ok(pages.length > 4, `${pages.length} pages`);
  for (const [index, page] of pages.entries()) {
    assert.match(page, new RegExp(`page ${index + 1} of ${pages.length}\\b`));
    assert.match(page, /content 0123456789ab/);
  }
  const text = pages.join("");
  assert.match(text, /#panic\("markup"\) \*bold\* \$x\$ @ref <label> `raw` #read\("/);
  assert.doesNotMatch(text, /root:x:0/);
  assert.equal(
    text.match(/^ *\d+ +Step \d+/gm)?.length ?? 0,
    40,
    "each step, the heading of the group among them",
  );
});
