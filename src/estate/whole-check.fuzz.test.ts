import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { decodeFile } from "./decode-file.ts";
import { parseDocuments } from "#core/document/parse-documents.ts";
import { resolveEstate } from "#core/document/resolve-estate.ts";
import type { SourceFile } from "#core/document/source-file.ts";
import { examineEstate } from "#core/check/check-estate.ts";
import { exampleCatalogue } from "#core/check/example-catalogue.test-kit.ts";
import { exampleToday } from "#core/check/example-today.test-kit.ts";

/** Documents of all kinds, with something for every rule: the sample estate and the examples of all pages. */
const root = path.join(import.meta.dirname, "../..");
const examples = globSync(["lab/estate/*.yaml", "docs/diagnostics/*.md"], { cwd: root })
  .sort()
  .map((file) => readFileSync(path.join(root, file), "utf8"))
  .flatMap((text) => {
    const blocks = [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block]) => block ?? "");
    return blocks.length > 0 ? blocks : [text];
  });

/** Checks what a reader of files may hand over; every finding says something, and points into its text. */
function check(sources: readonly SourceFile[]): void {
  const resolved = resolveEstate(sources);
  const { diagnostics, suppressed } = examineEstate(resolved, exampleCatalogue, { today: exampleToday });
  const lengths = new Map(resolved.files.map(({ file, text }) => [file, text.split("\n")]));
  for (const { code, message, place } of [
    ...diagnostics,
    ...suppressed.map(({ diagnostic }) => diagnostic),
  ]) {
    const { line, column, endLine, endColumn } = place.span;
    const lines = lengths.get(place.file);
    assert.ok(lines, `${code}: ${place.file} is one of the files`);
    assert.ok(message !== "" && line >= 1 && column >= 1, code);
    assert.ok(
      endLine > line || (endLine === line && endColumn >= column),
      `${code} ends behind its beginning`,
    );
    const isOfText = sources.some(({ file, type }) => file === place.file && type === "text");
    assert.ok(!isOfText || column <= (lines[line - 1]?.length ?? -1) + 1, `${code} at ${line}:${column}`);
  }
}

const textSource = (text: string, file = "f.yaml"): SourceFile => ({ type: "text", file, text });

const example = fc.constantFrom(...examples);

test("no bytes whatsoever make the reading and the check throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
      check([decodeFile("f.yaml", Buffer.from(bytes))]),
    ),
    { numRuns: 1000 },
  );
  const spoilt = fc.tuple(example, fc.nat(), fc.uint8Array({ maxLength: 4 }));
  fc.assert(
    fc.property(spoilt, ([text, at, bytes]) => {
      const before = Buffer.from(text);
      const cut = at % before.length;
      check([decodeFile("f.yaml", Buffer.concat([before.subarray(0, cut), bytes, before.subarray(cut)]))]);
    }),
    { numRuns: 500 },
  );
});

test("no real documents put together make the check throw", () => {
  const several = fc.array(example, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(several, (texts) => check(texts.map((text, index) => textSource(text, `f${index}.yaml`)))),
    { numRuns: 150 },
  );
});

/** Words that stand for something in some document, so that a change has a meaning more often than not. */
const leaf = fc.oneof(
  fc.constantFrom(
    "team:dba",
    "service:orders",
    "component:orders-db",
    "site:east",
    "plan:orders",
    "person:ana",
    "PT5M",
    "P12M",
    "2026-01-31",
    "x",
    "",
  ),
  fc.constantFrom(0, -1, 1.5, 7, true, false, null),
  fc.constantFrom<unknown>([], {}, [null], [["team:dba"]], { a: { b: [] } }),
);

/** Changes one value somewhere in a tree: another in its place, one more beside it, or none. */
function changed(value: unknown, way: readonly number[], how: number, instead: unknown): unknown {
  const [step = 0, ...rest] = way;
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (way.length === 0 || entries.length === 0) return instead;
  const [key, inner] = entries[step % entries.length] ?? ["", null];
  const next = rest.length > 0 ? changed(inner, rest, how, instead) : instead;
  const isRemoved = rest.length === 0 && how === 0;
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    if (isRemoved) return items.filter((_, index) => String(index) !== key);
    return how === 1 && rest.length === 0
      ? [...items, ...items]
      : items.map((item, index) => (String(index) === key ? next : item));
  }
  const kept = entries.filter(([name]) => !(isRemoved && name === key));
  return Object.fromEntries(kept.map(([name, item]) => [name, name === key && !isRemoved ? next : item]));
}

test("no change of a value in documents of any kind makes the check throw", () => {
  const change = fc.record({
    way: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 6 }),
    how: fc.nat({ max: 2 }),
    instead: leaf,
  });
  fc.assert(
    fc.property(example, fc.array(change, { minLength: 1, maxLength: 4 }), (text, changes) => {
      const values = parseDocuments("f.yaml", text).documents.map(({ value }) => value);
      const result = changes.reduce<unknown>(
        (all, { way, how, instead }) => changed(all, way, how, instead),
        values,
      );
      const texts = Array.isArray(result) ? (result as readonly unknown[]).map((one) => stringify(one)) : [];
      check([textSource(texts.join("---\n"))]);
    }),
    { numRuns: 1500 },
  );
});

test("no change of the text of real documents makes the check throw", () => {
  const change = fc.tuple(example, fc.nat(), fc.nat({ max: 4 }), fc.string({ unit: "binary", maxLength: 3 }));
  fc.assert(
    fc.property(change, ([text, position, cut, insert]) => {
      const at = position % (text.length + 1);
      check([textSource(text.slice(0, at) + insert + text.slice(at + cut))]);
    }),
    { numRuns: 1500 },
  );
});
