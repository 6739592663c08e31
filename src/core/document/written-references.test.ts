import assert from "node:assert/strict";
import { test } from "node:test";
import { formatPath } from "../model/document-path.ts";
import type { Json } from "../model/json.ts";
import { type DocumentKind, documentKinds } from "../model/ref.ts";
import { specSchemas } from "./kinds/document-schema.ts";
import { referencesOf, type WrittenReference } from "./written-references.ts";

function found(kind: DocumentKind, spec: Json): readonly string[] {
  const references: WrittenReference[] = [];
  referencesOf(specSchemas[kind])?.(spec, [], references);
  return references.map(
    ({ path, part, text, kinds }) => `${formatPath(path)} ${part} ${text} (${kinds.join(" ")})`,
  );
}

test("references are found in fields, lists, maps, alternatives and steps within steps, each with the kinds allowed", () => {
  assert.deepEqual(
    found("Service", {
      owner: "team:a",
      dependsOn: ["component:b", { on: "service:c" }, { anyOf: ["vendor:d"] }],
    }),
    [
      "owner value team:a (team person)",
      "dependsOn[0] value component:b (component service vendor site function)",
      "dependsOn[1].on value service:c (component service vendor site function)",
      "dependsOn[2].anyOf[0] value vendor:d (component service vendor site function)",
    ],
  );
  assert.deepEqual(found("Person", { canReach: { "site:w": "PT1H" } }), [
    "canReach.site:w key site:w (site)",
  ]);
  assert.deepEqual(
    found("Runbook", { steps: [{ steps: [{ accountable: "team:x", needs: { "team:y": 1 } }] }] }),
    [
      "steps[0].steps[0].accountable value team:x (team person)",
      "steps[0].steps[0].needs.team:y key team:y (team person component contract)",
    ],
  );
});

test("a value of another shape than the schema's has no references, and nothing is thrown", () => {
  const odd: readonly Json[] = [
    null,
    5,
    "team:a",
    [],
    { owner: 5, dependsOn: { on: "x" }, steps: "s", canReach: [] },
  ];
  for (const kind of documentKinds) for (const spec of odd) assert.deepEqual(found(kind, spec), []);
});

test("what contracts, plans and protections name is found", () => {
  assert.deepEqual(found("Contract", { vendor: "vendor:v", covers: ["site:s"] }).length, 2);
  assert.deepEqual(
    found("Protection", { protects: "component:a", target: "component:b", targetSite: "site:s" }).length,
    3,
  );
  const plan = {
    communication: [{ audience: "x", provider: "vendor:v", approver: "person:p", responsible: "team:t" }],
    activation: { owner: "person:p", criteria: [{ text: "t", monitor: "monitor:m" }] },
    signOffs: [{ by: "person:p", on: "2026-01-01" }],
  };
  assert.deepEqual(found("Plan", plan).length, 6);
});
