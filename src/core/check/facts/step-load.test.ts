import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveEstate } from "../../document/resolve-estate.ts";
import { documentsOf } from "../../model/estate.ts";
import { runbookView } from "../runbook-view.ts";
import { levelsOf, loadOf } from "./step-load.ts";

function view(steps: string) {
  const text = `apiVersion: holdfast/v1
kind: Runbook
metadata: { name: r }
spec:
  purpose: restore
  accountable: team:dba
  steps:
${steps}`;
  const [document] = documentsOf(resolveEstate([{ type: "text", file: "r.yaml", text }]).estate, "Runbook");
  assert.ok(document);
  return runbookView(document);
}

const levels = (steps: string) => levelsOf(view(steps)).map((level) => level.map(({ id }) => id));

test("steps on one level never wait for one another, and stand in the order of the document", () => {
  assert.deepEqual(
    levels(`    - { id: a, wait: PT1S }
    - { id: b, after: [], wait: PT1S }
    - { id: c, after: [a, b], wait: PT1S }
    - { id: d, after: [a], wait: PT1S }
`),
    [
      ["a", "b"],
      ["c", "d"],
    ],
  );
});

test("steps that wait for one another in a ring are on no level, nor is what comes after them", () => {
  assert.deepEqual(
    levels(`    - { id: a, after: [b], wait: PT1S }
    - { id: b, after: [a], wait: PT1S }
    - { id: c, after: [], wait: PT1S }
`),
    [["c"]],
  );
});

test("a manual step takes one of those accountable, an automated one nobody, and either what it says", () => {
  const { steps } = view(`    - { id: hand, person: { instructions: Look. } }
    - { id: wait, wait: PT1S }
    - { id: said, needs: { "team:shop": 0.5 }, wait: PT1S }
`);
  assert.deepEqual(steps.map(loadOf), [[["team:dba", 1]], [], [["team:shop", 0.5]]]);
});
