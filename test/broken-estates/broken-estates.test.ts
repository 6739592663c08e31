import assert from "node:assert/strict";
import { test } from "node:test";
import { allConnectors } from "#connectors/all-connectors.ts";
import { connectorCatalogue } from "#connectors/catalogue.ts";
import { allRules } from "#core/check/all-rules.ts";
import { checkEstate } from "#core/check/check-estate.ts";
import { resolveEstate } from "#core/document/resolve-estate.ts";
import type { Ref } from "#core/model/ref.ts";
import { allFixtures } from "./all-fixtures.ts";
import { applyChanges, type Texts } from "./apply-changes.ts";
import { cleanEstate } from "./clean-estate.ts";
import { type ExpectedFinding, today } from "./fixture.ts";
import { readMarks } from "./read-marks.ts";
import { rulesOfTheShape } from "./rules-of-the-shape.ts";

const catalogue = connectorCatalogue(allConnectors);

function check(texts: Texts) {
  const resolved = resolveEstate([...texts].map(([file, text]) => ({ type: "text", file, text })));
  return checkEstate(resolved, catalogue, { today });
}

/** What is found, as text that a person can compare: the messages only help to understand a difference. */
function found(texts: Texts): readonly string[] {
  return check(texts)
    .map(({ code, message, place: { file, span } }) =>
      line({ code, file, line: span.line, column: span.column, endColumn: span.endColumn }, message),
    )
    .toSorted();
}

function line({ code, file, line, column, endColumn }: ExpectedFinding, message = ""): string {
  return `${file}:${line}:${column}-${endColumn} ${code}${message ? `  # ${message}` : ""}`;
}

const withoutMessage = (text: string) => text.replace(/ {2}# .*$/s, "");

test("the clean estate has nothing to complain about", () => {
  assert.deepEqual(found(cleanEstate), []);
});

for (const { claim, changes } of allFixtures) {
  test(`[A3.1] the checker finds ${claim}, at its place and nothing else`, () => {
    const marked = [...applyChanges(cleanEstate, changes)].map(([file, text]) => ({
      file,
      ...readMarks(file, text),
    }));
    const expected = marked.flatMap((file) => file.expected.map((finding) => line(finding))).toSorted();
    assert.ok(expected.length > 0, "the fixture marks what it expects");
    const actual = found(new Map(marked.map(({ file, text }) => [file, text])));
    assert.deepEqual(actual.map(withoutMessage), expected, actual.join("\n"));
  });
}

test("no two fixtures make the same claim", () => {
  const claims = allFixtures.map(({ claim }) => claim);
  assert.deepEqual([...new Set(claims)], claims);
});

test("every rule that judges the content of documents has a fixture", () => {
  const shown = new Set(
    allFixtures.flatMap(({ changes }) =>
      [...JSON.stringify(changes).matchAll(/«([a-z+-]+) /g)].flatMap(([, codes = ""]) => codes.split("+")),
    ),
  );
  const missing = allRules.map(({ code }) => code).filter((code) => !shown.has(code));
  assert.deepEqual(
    missing.filter((code) => !rulesOfTheShape.has(code)),
    [],
  );
});

test("a document that cannot be read gives its own finding, and no rule takes what it says for missing", () => {
  const misspelt = [...cleanEstate.keys()].flatMap((file) =>
    refsIn(cleanEstate.get(file) ?? "").map((ref) => ({ file, ref })),
  );
  assert.ok(misspelt.length > 40, "the estate has documents");
  for (const { file, ref } of misspelt) {
    const texts = applyChanges(cleanEstate, [
      { in: ref, replace: "metadata: { name:", by: "metadata: { annotations: 5, name:" },
    ]);
    const codes = check(texts).map(({ code, place }) => `${place.file} ${code}`);
    assert.deepEqual(codes, [`${file} wrong-type`], ref);
  }
});

function refsIn(text: string): readonly Ref[] {
  return [...text.matchAll(/^kind: (\w+)\nmetadata: \{ name: ([\w-]+)/gm)].map(
    ([, kind = "", name = ""]) => `${kind.toLowerCase()}:${name}` as Ref,
  );
}
