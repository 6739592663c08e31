import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

type Operation = {
  readonly operationId?: string;
  readonly summary?: string;
  readonly responses: {
    readonly [status: string]: { readonly content?: { readonly [media: string]: unknown } };
  };
};

const text = readFileSync(path.join(import.meta.dirname, "../../openapi.json"), "utf8");
const document = JSON.parse(text) as {
  readonly openapi: string;
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: object };
};
const operations = Object.entries(document.paths).flatMap(([address, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${address}`, operation })),
);

test("every operation has an id of its own, a summary, and says that it may answer a problem", () => {
  assert.match(document.openapi, /^3\.1\./);
  assert.ok(operations.length > 30);
  const ids = operations.map(({ operation }) => operation.operationId);
  assert.equal(new Set(ids).size, ids.length);
  for (const { name, operation } of operations) {
    assert.match(operation.operationId ?? "", /^[a-z]+[A-Za-z]*$/, name);
    assert.ok((operation.summary ?? "").length > 5, name);
    assert.ok(operation.responses["default"]?.content?.["application/problem+json"], name);
  }
});

test("every schema that is referred to is there, and every one that is there is referred to", () => {
  const used = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
  assert.deepEqual([...used].map(String).toSorted(), Object.keys(document.components.schemas).toSorted());
});
