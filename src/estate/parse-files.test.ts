import assert from "node:assert/strict";
import { test } from "node:test";
import { assembleEstate } from "#core/document/resolve-estate.ts";
import type { SourceFile } from "#core/document/source-file.ts";
import { parseFiles } from "./parse-files.ts";

/** Enough text for several threads, with something wrong in every tenth file. */
const sources: readonly SourceFile[] = Array.from({ length: 400 }, (_, index) => ({
  type: "text" as const,
  file: `f${index}.yaml`,
  text: `${index === 0 ? "\uFEFF" : ""}apiVersion: holdfast/v1
kind: Team
metadata: { name: t${index}, title: ${"x".repeat(1500)}, __proto__: {} }
spec: { capacity: ${index % 10 === 0 ? "two" : "2"}, x${index}: &a [1], y: *a } # holdfast: allow some-code for a reason
`,
}));

test("what several threads make of files is what one makes of them, in the order of the files", async () => {
  const alone = assembleEstate(await parseFiles(sources, 1));
  const together = assembleEstate(await parseFiles(sources, 3));
  assert.equal(alone.problems.length, 400 * 3 + 40);
  assert.deepEqual(together.problems, alone.problems);
  assert.deepEqual(together.estate, alone.estate);
  assert.deepEqual(
    together.files.map(({ file, text, allowances }) => [file, text, allowances]),
    alone.files.map(({ file, text, allowances }) => [file, text, allowances]),
  );
  const path = ["spec", "y", 0];
  assert.deepEqual(together.placeOf("team:t7", path), alone.placeOf("team:t7", path));
});
