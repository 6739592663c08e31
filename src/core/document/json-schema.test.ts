import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { isJsonObject, type Json } from "../model/json.ts";
import { documentKinds } from "../model/ref.ts";
import { jsonSchemaOf, jsonSchemaOfAnyDocument } from "./json-schema.ts";
import { resolveEstate } from "./resolve-estate.ts";

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const byKind = new Map<string, ReturnType<typeof ajv.compile>>(
  documentKinds.map((kind) => [kind, ajv.compile(jsonSchemaOf(kind))]),
);
const anyDocument = ajv.compile(jsonSchemaOfAnyDocument());

const sources = ["../../../lab/estate", "../../cli/sample-estate"].flatMap((folder) => {
  const root = path.join(import.meta.dirname, folder);
  return readdirSync(root)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => ({
      type: "text" as const,
      file: `${folder}/${name}`,
      text: readFileSync(path.join(root, name), "utf8"),
    }));
});
const documents = [
  ...resolveEstate(sources.filter(({ file }) => file.includes("lab"))).estate.documents.values(),
  ...resolveEstate(sources.filter(({ file }) => file.includes("sample"))).estate.documents.values(),
].map(({ kind, source }) => ({ kind, source }));

test("every document that we ship satisfies the published schema of its kind, and that of any document", () => {
  assert.ok(documents.length > 60);
  for (const { kind, source } of documents) {
    const validate = byKind.get(kind);
    assert.ok(validate?.(source), `${kind}: ${ajv.errorsText(validate?.errors)}`);
    assert.ok(anyDocument(source), ajv.errorsText(anyDocument.errors));
  }
});

test("the schemas refuse what is plainly wrong: an unknown field, a wrong type, a reference of a wrong kind", () => {
  const service = (spec: Json) => ({
    apiVersion: "holdfast/v1",
    kind: "Service",
    metadata: { name: "a" },
    spec,
  });
  const validate = byKind.get("Service");
  assert.equal(validate?.(service({ owner: "team:a" })), true);
  for (const spec of [
    { onwer: "team:a" },
    { tier: "one" },
    { owner: "site:a" },
    { objectives: { rto: "5 minutes" } },
  ]) {
    assert.equal(validate?.(service(spec)), false, JSON.stringify(spec));
    assert.equal(anyDocument(service(spec)), false, JSON.stringify(spec));
  }
});

test("every field of every kind is described, so that completion teaches", () => {
  const undescribed: string[] = [];
  const walk = (schema: Json | undefined, at: string): void => {
    if (!isJsonObject(schema)) return;
    const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
    for (const [name, field] of Object.entries(properties)) {
      const isDescribed = isJsonObject(field) && typeof field["description"] === "string";
      // What a condition compares is told by the condition itself.
      if (!isDescribed && !at.includes("Condition")) undescribed.push(`${at}.${name}`);
      walk(field, `${at}.${name}`);
    }
    walk(schema["items"], `${at}[]`);
    for (const option of Array.isArray(schema["anyOf"]) ? schema["anyOf"] : []) walk(option, `${at}?`);
    for (const [name, inner] of Object.entries(
      isJsonObject(schema["definitions"]) ? schema["definitions"] : {},
    )) {
      walk(inner, name);
    }
  };
  for (const kind of documentKinds) walk(jsonSchemaOf(kind), kind);
  assert.deepEqual([...new Set(undescribed)], []);
});

/** Every path to a value in a document. */
function pathsOf(
  value: Json,
  at: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (Array.isArray(value)) {
    return [at, ...(value as readonly Json[]).flatMap((item, index) => pathsOf(item, [...at, index]))];
  }
  if (!isJsonObject(value)) return [at];
  return [at, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...at, key]))];
}

function replaced(value: Json, at: readonly (string | number)[], by: Json | undefined): Json | undefined {
  const [first, ...rest] = at;
  if (first === undefined) return by;
  const copy = structuredClone(value) as { [key: string]: Json };
  const inner = replaced(copy[first] ?? null, rest, by);
  if (inner === undefined) delete copy[first];
  else copy[first] = inner;
  return copy;
}

// That a reference is of a wrong kind is said by a rule of the checker, so references are not put in here.
test("an editor never marks what reading a document accepts", () => {
  const by = fc.constantFrom<Json | undefined>(
    undefined,
    5,
    1.5,
    true,
    "Text",
    "PT5M",
    "P1Y",
    "2026-01-01",
    [],
    {},
    ["x"],
    "40%",
    "DE",
  );
  let accepted = 0;
  fc.assert(
    fc.property(fc.constantFrom(...documents), fc.nat(), by, ({ kind, source }, at, value) => {
      const paths = pathsOf(source).slice(1);
      const changed = replaced(source, paths[at % paths.length] ?? [], value);
      const text = stringify(changed);
      const { estate, problems } = resolveEstate([{ type: "text", file: "f.yaml", text }]);
      const [document] = estate.documents.values();
      if (problems.length > 0 || !document) return;
      accepted++;
      const validate = byKind.get(document.kind);
      assert.ok(validate?.(document.source), `${kind}: ${ajv.errorsText(validate?.errors)}\n${text}`);
    }),
    { numRuns: 600 },
  );
  assert.ok(accepted > 50, "the changes are not all refused");
});
