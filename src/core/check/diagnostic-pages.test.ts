import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { resolveEstate } from "../document/resolve-estate.ts";
import { allRules } from "./all-rules.ts";
import { checkEstate } from "./check-estate.ts";
import { exampleCatalogue } from "./example-catalogue.test-kit.ts";
import { exampleToday } from "./example-today.test-kit.ts";

const pages = path.join(import.meta.dirname, "../../../docs/diagnostics");

/** What is wrong with these is the file, not its text; the tests of the folder's reader bring such files about. */
const withoutExamples: ReadonlySet<string> = new Set([
  "unreadable-file",
  "not-text",
  "file-too-large",
  "file-names-clash",
]);

/**
 * The findings of one rule in an example, and whatever else is an error in it. What others would warn of or
 * hint at is left out: an example that is short enough to be read has no owners, reviews and second sites.
 */
function codesIn(text: string, own: string): readonly string[] {
  const resolved = resolveEstate([{ type: "text", file: "example.yaml", text }]);
  return checkEstate(resolved, exampleCatalogue, { today: exampleToday })
    .filter(({ code, severity }) => code === own || severity === "error")
    .map(({ code }) => code);
}

function example(page: string, title: string): string {
  const found = new RegExp(`^## ${title}\\n\\n\`\`\`yaml\\n(.*?)^\`\`\``, "ms").exec(page);
  assert.ok(found?.[1], `the page has a section "${title}" with a yaml block`);
  return found[1];
}

test("every rule has its page, every page its rule", () => {
  const codes = allRules.map((rule) => rule.code);
  assert.equal(new Set(codes).size, codes.length, "no two rules have one code");
  const named = readdirSync(pages).map((file) => file.replace(/\.md$/, ""));
  assert.deepEqual(named.toSorted(), codes.toSorted());
});

for (const rule of allRules) {
  const page = () => readFileSync(path.join(pages, `${rule.code}.md`), "utf8");

  test(`the page of ${rule.code} says what it demands, why, and what to do`, () => {
    assert.ok(page().startsWith(`# ${rule.code}\n\n**${rule.severity}** · ${rule.title}\n\n`));
    assert.match(page(), /^## Why\n\n\S/m);
    assert.match(page(), /^## What to do\n\n\S/m);
  });

  if (withoutExamples.has(rule.code)) continue;
  test(`the broken example of ${rule.code} has that finding and no other error, the repaired one neither`, () => {
    assert.deepEqual([...new Set(codesIn(example(page(), "Broken"), rule.code))], [rule.code]);
    assert.deepEqual(codesIn(example(page(), "Repaired"), rule.code), []);
  });
}
