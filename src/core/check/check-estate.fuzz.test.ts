import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { resolveEstate } from "../document/resolve-estate.ts";
import { documentKinds } from "../model/ref.ts";
import { checkEstate } from "./check-estate.ts";
import { exampleCatalogue } from "./example-catalogue.test-kit.ts";
import { exampleToday } from "./example-today.test-kit.ts";
import { resolveRunPlan } from "./resolve-run-plan.ts";

/** Checks a text, and that every diagnostic points into it. */
function checkAnything(text: string): void {
  const resolved = resolveEstate([{ type: "text", file: "f.yaml", text }]);
  const lineCount = text.split("\n").length;
  for (const { place, message, code } of checkEstate(resolved, exampleCatalogue, { today: exampleToday })) {
    assert.ok(place.span.line >= 1 && place.span.line <= lineCount, `${code} at line ${place.span.line}`);
    assert.ok(place.span.column >= 1 && message !== "");
  }
  resolveRunPlan(resolved, "r", { catalogue: exampleCatalogue, sha256: () => "", today: exampleToday });
}

/** Words that mean something, so that chance gets past the first checks. */
const words = `apiVersion kind metadata spec name r a b steps id after wait PT5S with team:a person:a component:a
  runbook:r chosen output step option when any all action connector postgres do fence verify check fenced
  decision options default access dependsOn on anyOf purpose failover accountable approval by quorum
  password secret:env/X \${steps.a.output} \${ __proto__ constructor toString holdfast/v1`;
const word = fc.constantFrom(...words.split(/\s+/));
const leaf = fc.oneof(
  word,
  fc.integer({ min: -2, max: 9 }),
  fc.boolean(),
  fc.constant(null),
  fc.string({ maxLength: 5 }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(word, tie("tree"), { maxKeys: 5, noNullPrototype: false }),
  ),
}));

/** Mostly well-formed, with now and then anything in its place: else the shape alone would be tested. */
function mostly<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary, weight: 40 }, { arbitrary: tree, weight: 1 });
}
const stepName = fc.constantFrom("a", "b", "c", "a.b", "b.a", "d");
const parameters = fc.dictionary(
  fc.constantFrom("target", "reason", "port", "password"),
  fc.constantFrom("component:a", "${steps.a.output}", "${steps.b.a.output.x}", "${run.id}", "${x}", "x", 5),
  { maxKeys: 3, noNullPrototype: true },
);
const connector = fc.constantFrom("postgres", "http", "command", "constructor", "__proto__");
const call = fc.record({ connector, do: fc.constantFrom("fence", "promote", "toString"), with: parameters });
const reading = fc.record({ connector, check: fc.constantFrom("fenced", "healthy"), with: parameters });
const condition = fc.oneof(
  fc.record({ chosen: fc.record({ step: stepName, option: fc.constantFrom("x", "y") }) }),
  fc.record({
    any: fc.array(fc.record({ output: fc.record({ step: stepName, path: word, above: fc.integer() }) })),
  }),
);
const decision = fc.record({
  question: fc.constant("q"),
  authority: fc.constantFrom("team:a", "person:a"),
  options: fc.array(fc.record({ id: fc.constantFrom("x", "y") }), { maxLength: 3 }),
  default: fc.constantFrom("x", "z"),
});
const stepFields = {
  id: fc.constantFrom("a", "b", "c"),
  after: mostly(fc.array(stepName, { maxLength: 3 })),
  wait: fc.constant("PT5S"),
  when: mostly(condition),
  action: mostly(call),
  undo: mostly(call),
  verify: mostly(fc.array(reading, { maxLength: 2 })),
  approval: mostly(fc.record({ by: fc.constantFrom("team:a", "team:b"), quorum: fc.constantFrom(1, 2, 3) })),
  decision: mostly(decision),
};
const subStep = fc.record(stepFields, { requiredKeys: ["id"] });
const someStep = fc.record(
  { ...stepFields, steps: fc.array(subStep, { minLength: 1, maxLength: 3 }) },
  { requiredKeys: ["id"] },
);
function documentWith(kind: fc.Arbitrary<string>, spec: fc.Arbitrary<unknown>) {
  return fc.record({
    apiVersion: fc.constant("holdfast/v1"),
    kind,
    metadata: fc.record({ name: fc.constantFrom("a", "r") }),
    spec,
  });
}
const someRunbook = fc.record({
  purpose: fc.constant("failover"),
  accountable: fc.constant("team:a"),
  steps: fc.array(someStep, { minLength: 1, maxLength: 4 }),
});
const anyField = mostly(fc.constantFrom({}, []));
const someDocument = fc.oneof(
  { arbitrary: documentWith(fc.constant("Runbook"), someRunbook), weight: 4 },
  {
    arbitrary: documentWith(fc.constant("Team"), fc.constantFrom({}, { members: ["person:a", "team:a"] })),
    weight: 2,
  },
  {
    arbitrary: documentWith(fc.constant("Component"), fc.record({ access: anyField, dependsOn: tree })),
    weight: 2,
  },
  { arbitrary: documentWith(fc.constantFrom(...documentKinds), tree), weight: 2 },
);

test("no text whatsoever makes the checker throw", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), checkAnything), { numRuns: 500 });
  const yamlish = fc.array(fc.constantFrom(..."abc:-[]{}&*!|>'\"%@`#,? \n\t\r0.~<".split("")), {
    maxLength: 80,
  });
  fc.assert(
    fc.property(yamlish, (letters) => checkAnything(letters.join(""))),
    { numRuns: 3000 },
  );
});

test("no document, however strange, makes the checker throw", () => {
  const documents = fc.array(someDocument, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(documents, (all) => checkAnything(all.map((one) => stringify(one)).join("---\n"))),
    { numRuns: 1000 },
  );
});

test("a valid text with one character changed does not make the checker throw", () => {
  const valid = `apiVersion: holdfast/v1
kind: Runbook
metadata: { name: r, title: "A title" }
spec:
  purpose: failover
  accountable: team:a
  steps:
    - &s { id: a, wait: PT5S }
    - id: b
      after: [a]
      action: { connector: postgres, do: fence, with: { target: component:a, reason: "\${steps.a.output}" } }
      when: { any: [ { output: { step: a, path: x, above: 1 } } ] }
    - { id: c, steps: [ { id: d, person: { instructions: x } } ] }
`;
  const change = fc.tuple(fc.nat({ max: valid.length - 1 }), fc.string({ unit: "binary", maxLength: 3 }));
  fc.assert(
    fc.property(change, ([at, text]) => checkAnything(valid.slice(0, at) + text + valid.slice(at + 1))),
    { numRuns: 2000 },
  );
});
