import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { jsonSchemaOf } from "#core/document/json-schema.ts";
import { parseDocuments } from "#core/document/parse-documents.ts";
import { isJsonObject, type Json } from "#core/model/json.ts";
import type { DocumentKind } from "#core/model/ref.ts";
import { splitDocuments } from "#core/revision/split-documents.ts";
import { completeDocument } from "./complete-document.ts";
import { cursorPlaces } from "./cursor-place.ts";
import { descriptionAt } from "./schema-at.ts";

const parameters = { type: "object", properties: { target: { type: "string" } }, required: ["target"] };

const knowledge = (kind: DocumentKind) => ({
  schema: jsonSchemaOf(kind),
  documents: [
    { ref: "team:dba", title: "Databases" },
    { ref: "person:ana", title: "Ana" },
    { ref: "component:db", title: "The database" },
  ],
  connectors: [
    {
      name: "postgres",
      access: { type: "object", properties: { host: { type: "string" } } },
      checks: [{ name: "streaming", parameters }],
      actions: [{ name: "promote", parameters, policy: "observe", destructive: true }],
      meaning: null,
    },
  ],
});

/** What is suggested at the mark. */
function suggested(kind: DocumentKind, marked: string): readonly string[] {
  const offset = marked.indexOf("^");
  const text = marked.replace("^", "");
  return (completeDocument(text, offset, knowledge(kind))?.options ?? []).map(({ label }) => label);
}

const head = (kind: DocumentKind) => `apiVersion: holdfast/v1\nkind: ${kind}\nmetadata: { name: x }\nspec:\n`;

test("fields of a kind are suggested where they may stand, without those that are there", () => {
  const fields = suggested("Service", `${head("Service")}  owner: team:dba\n  ^`);
  assert.ok(fields.includes("objectives") && fields.includes("dependsOn"));
  assert.ok(!fields.includes("owner"));
  assert.deepEqual(suggested("Service", `${head("Service")}  objectives: { rto: PT5M, ^ }`), [
    "rpo",
    "mtd",
    "mbco",
  ]);
  assert.ok(suggested("Service", "^").includes("apiVersion"));
});

test("references are suggested by the kinds that a field allows, choices by their list", () => {
  assert.deepEqual(suggested("Service", `${head("Service")}  owner: ^`), ["team:dba", "person:ana"]);
  assert.deepEqual(suggested("Service", `${head("Service")}  dependsOn:\n    - comp^`).slice(0, 1), [
    "component:db",
  ]);
  assert.deepEqual(
    suggested("Service", `${head("Service")}  dependsOn:\n  - { on: component:db, need: ^ }`),
    ["hard", "soft"],
  );
  assert.ok(suggested("Service", `${head("Service")}  mode: act^`).includes("active-passive"));
  assert.ok(suggested("Service", `${head("Service")}  objectives:\n    rto: ^`).includes("PT5M"));
});

test("connectors suggest their calls, and calls their parameters", () => {
  const step = `${head("Runbook")}  steps:\n    - id: one\n      action:\n        connector: `;
  assert.deepEqual(suggested("Runbook", `${step}^`), ["postgres"]);
  assert.deepEqual(suggested("Runbook", `${step}postgres\n        do: ^`), ["promote"]);
  assert.deepEqual(suggested("Runbook", `${step}postgres\n        do: promote\n        with:\n          ^`), [
    "target",
  ]);
  const flow = `${head("Runbook")}  steps:\n    - id: one\n      verify: [{ connector: postgres, check: streaming, with: { ^`;
  assert.deepEqual(suggested("Runbook", flow), ["target"]);
  assert.deepEqual(suggested("Component", `${head("Component")}  access:\n    postgres:\n      ^`), ["host"]);
});

test("steps of the same runbook are suggested where one waits for another", () => {
  const text = `${head("Runbook")}  steps:\n    - id: fence\n    - { id: promote }\n    - id: last\n      after: [^]`;
  assert.deepEqual(suggested("Runbook", text), ["fence", "promote", "last"]);
});

test("nothing is suggested in comments and in texts of several lines", () => {
  assert.deepEqual(suggested("Service", `${head("Service")}  # own^`), []);
  assert.deepEqual(suggested("Service", `${head("Service")}  description: |\n    own^`), []);
});

const samples = ["../../../../lab/estate", "../../../../src/cli/sample-estate"].flatMap((folder) => {
  const root = path.join(import.meta.dirname, folder);
  return readdirSync(root)
    .filter((name) => name.endsWith(".yaml"))
    .flatMap((name) => splitDocuments(readFileSync(path.join(root, name), "utf8")));
});

function keyPaths(
  value: Json,
  at: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) => keyPaths(item, [...at, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [[...at, key], ...keyPaths(item, [...at, key])]);
}

test("the place of every key of the sample estates is found from its text alone, and the schema describes it", () => {
  for (const text of samples) {
    const document = parseDocuments("", text).documents[0];
    assert.ok(document);
    const lines = text.split("\n");
    for (const keyPath of keyPaths(document.value)) {
      const { endLine, endColumn } = document.locate(keyPath, "key");
      const offset = lines.slice(0, endLine - 1).join("\n").length + (endLine > 1 ? 1 : 0) + endColumn - 1;
      const found = cursorPlaces(text, offset).map((place) => [
        ...place.path,
        place.prefix.replace(/["']$/, ""),
      ]);
      assert.ok(
        found.some((one) => JSON.stringify(one) === JSON.stringify(keyPath)),
        `${JSON.stringify(keyPath)} is taken for ${JSON.stringify(found)}`,
      );
    }
  }
});

test("what a field means is known at its place", () => {
  assert.match(
    descriptionAt(jsonSchemaOf("Service"), ["spec", "objectives", "rto"]) ?? "",
    /Recovery time objective/,
  );
  assert.match(
    descriptionAt(jsonSchemaOf("Runbook"), ["spec", "steps", 0, "steps", 1, "undo"]) ?? "",
    /taken back/,
  );
  assert.equal(descriptionAt(jsonSchemaOf("Service"), ["spec", "nothing"]), null);
});
