import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonSchemaOf } from "#core/document/json-schema.ts";
import type { JsonObject } from "#core/model/json.ts";
import { documentKinds } from "#core/model/ref.ts";
import { emptyValue, type FormField, formFields, labelOf, optionOf } from "./form-shape.ts";

function specFields(kind: (typeof documentKinds)[number]): readonly FormField[] {
  const root = jsonSchemaOf(kind);
  const properties = root["properties"] as { readonly spec: JsonObject };
  return formFields(properties.spec, root);
}

const shapeOf = (fields: readonly FormField[], key: string) => {
  const found = fields.find((field) => field.key === key);
  assert.ok(found, key);
  return found.shape;
};

test("every field of every kind has a shape, a label and a meaning", () => {
  const seen = new Set<string>();
  const walk = (fields: readonly FormField[], depth: number) => {
    for (const { key, label, help, shape } of fields) {
      assert.ok(label !== "" && (depth > 0 || help !== ""), key);
      seen.add(shape.type);
      emptyValue(shape);
      if (depth > 3) continue;
      const inner = shape.type === "list" ? shape.item() : shape;
      if (inner.type === "group") walk(inner.fields(), depth + 1);
    }
  };
  for (const kind of documentKinds) walk(specFields(kind), 0);
  for (const type of ["text", "choice", "yes-no", "number", "duration", "period", "percent", "date"]) {
    if (type !== "percent") assert.ok(seen.has(type), `no field is a ${type}`);
  }
});

test("what a field is for decides how it is filled in", () => {
  const service = specFields("Service");
  assert.deepEqual(shapeOf(service, "owner"), { type: "reference", kinds: ["team", "person"] });
  const objectives = shapeOf(service, "objectives");
  assert.ok(objectives.type === "group");
  assert.deepEqual(
    objectives.fields().map(({ label, shape }) => [label, shape.type]),
    [
      ["RTO", "duration"],
      ["RPO", "duration"],
      ["MTD", "duration"],
      ["MBCO", "percent"],
    ],
  );
  assert.equal(shapeOf(service, "capacity").type, "map");
  assert.equal(shapeOf(specFields("Protection"), "retention").type, "period");
  assert.equal(shapeOf(specFields("Component"), "access").type, "free");
});

test("of several ways to write a value the one that was taken is found", () => {
  const dependsOn = shapeOf(specFields("Service"), "dependsOn");
  assert.ok(dependsOn.type === "list");
  const item = dependsOn.item();
  assert.ok(item.type === "either");
  assert.equal(optionOf(item.options, "component:db"), 0);
  assert.equal(optionOf(item.options, { on: "service:x", need: "soft" }), 1);
  assert.equal(optionOf(item.options, { anyOf: ["vendor:a"], atLeast: 1 }), 2);
});

test("steps hold steps, as deep as people write them", () => {
  let fields = specFields("Runbook");
  for (let depth = 0; depth < 4; depth++) {
    const steps = shapeOf(fields, "steps");
    assert.ok(steps.type === "list");
    const step = steps.item();
    assert.ok(step.type === "group");
    fields = step.fields();
  }
});

test("labels read like words", () => {
  assert.equal(labelOf("dependsOn"), "Depends on");
  assert.equal(labelOf("rto"), "RTO");
});
