import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveEstate } from "../document/resolve-estate.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { checkEstate } from "./check-estate.ts";
import { exampleCatalogue } from "./example-catalogue.test-kit.ts";
import { exampleToday } from "./example-today.test-kit.ts";
import { unmark } from "./marked-text.test-kit.ts";

/** The errors; what is only risky, or could be said besides, would need texts that nobody wants to read. */
function check(text: string): readonly Diagnostic[] {
  return checkEstate(resolveEstate([{ type: "text", file: "estate.yaml", text }]), exampleCatalogue, {
    today: exampleToday,
  }).filter(({ severity }) => severity === "error");
}

/** The marked stretches are found, each by the rule it names, and no other error is. */
function assertMarked(marked: string): void {
  const { text, spans } = unmark(marked);
  const found = check(text).map(({ code, place }) => ({ code, span: place.span }));
  assert.deepEqual(found, spans);
}

const team = `apiVersion: holdfast/v1
kind: Team
metadata: { name: dba }
`;
const runbook = `---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: orders-failover }
spec:
  purpose: failover
  accountable: team:dba
  steps:
`;
const database = `---
apiVersion: holdfast/v1
kind: Component
metadata: { name: orders-db }
spec: { access: { postgres: { host: db, port: 5432 } } }
`;

test("an unknown field does not keep the rest of its document from being checked", () => {
  assertMarked(`${team}---
apiVersion: holdfast/v1
kind: Service
metadata: { name: orders, «unknown-field titel»: Orders }
spec: { owner: «dangling-reference team:dbaa» }
`);
});

test("a missing field is shown at what should hold it", () => {
  assertMarked(`${team}---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: orders-failover }
«missing-field spec»:
  accountable: team:dba
  steps: [ { id: settle, wait: PT5S } ]
`);
});

test("a reference to a document that has errors of its own does not dangle", () => {
  assertMarked(`apiVersion: holdfast/v1
kind: Team
metadata: { name: dba }
spec: { capacity: «wrong-type two» }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: orders }
spec: { owner: team:dba }
`);
});

function helpForOwner(owner: string) {
  const service = `---
apiVersion: holdfast/v1
kind: Service
metadata: { name: orders }
spec: { owner: "${owner}" }
`;
  return check(team + service).map((diagnostic) => diagnostic.help);
}

test("a dangling reference proposes the nearest name of its kind, then the same name of another kind", () => {
  assert.deepEqual(helpForOwner("team:bda"), ["did you mean `team:dba`?"]);
  assert.deepEqual(helpForOwner("person:dba"), ["did you mean `team:dba`?"]);
});

test("references in parameters and in the keys of needs are checked where they stand", () => {
  assertMarked(`${team}${database}${runbook}    - id: fence
      needs: { «dangling-reference "team:bda"»: 0.5 }
      action: { connector: postgres, do: fence, with: { target: «dangling-reference component:order-db» } }
`);
});

test("[B4.1] a step without anybody accountable is an error, told once for a whole group", () => {
  assertMarked(`${team}${runbook.replace("  accountable: team:dba\n", "")}    - id: «missing-accountable switch»
      steps:
        - { id: east, wait: PT5S }
        - { id: west, wait: PT5S }
    - { id: «missing-accountable settle», wait: PT5S }
    - { id: look, accountable: team:dba, wait: PT5S }
`);
});

test("a ring of steps is told once, beginning with its first step, however the steps are named", () => {
  const text = `${team}${runbook}    - { id: a, after: [c], wait: PT5S }
    - { id: b, wait: PT5S }
    - { id: c, wait: PT5S }
    - { id: d, after: [d], wait: PT5S }
    - { id: e, after: [c], wait: PT5S }
`;
  assert.deepEqual(
    check(text).map(({ code, message }) => [code, message]),
    [
      ["step-cycle", "these steps wait for one another: a → b → c → a"],
      ["step-cycle", "step `d` waits for itself"],
    ],
  );
});

test("a step that only comes after a ring is not part of it", () => {
  const text = `${team}${runbook}    - { id: late, after: [a], wait: PT5S }
    - { id: a, after: [b], wait: PT5S }
    - { id: b, after: [a], wait: PT5S }
`;
  assert.deepEqual(
    check(text).map(({ message }) => message),
    ["these steps wait for one another: a → b → a"],
  );
});

test("a knot of several rings is told with one of them", () => {
  const text = `${team}${runbook}    - { id: a, after: [b, c], wait: PT5S }
    - { id: b, after: [a], wait: PT5S }
    - { id: c, after: [a], wait: PT5S }
`;
  assert.deepEqual(
    check(text).map(({ message }) => message),
    ["these steps wait for one another: a → b → a"],
  );
});

test("ten thousand steps in a row are checked without exhausting the stack", () => {
  const steps = Array.from({ length: 10_000 }, (_, index) => `    - { id: s${index}, wait: PT1S }\n`);
  assert.deepEqual(check(`${team}${runbook}${steps.join("")}`), []);
});

/** A call whose parameters take the output of a step. */
function callWithOutput(role: string, step: string): string {
  return `{ connector: postgres, ${role}, with: { target: component:orders-db, reason: "\${steps.${step}.output.x}" } }`;
}

test("a template may use what is certainly known: earlier steps, and in verify and undo the step's own output", () => {
  assertMarked(`${team}${database}${runbook}    - id: first
      action: { connector: postgres, do: fence, with: { target: component:orders-db, reason: «bad-template "\${steps.first.output.x}"» } }
      verify: [ ${callWithOutput("check: fenced", "first")} ]
      undo: ${callWithOutput("do: fence", "first")}
    - id: group
      steps:
        - { id: a, verify: [ ${callWithOutput("check: fenced", "first")} ] }
        - { id: b, action: { connector: postgres, do: fence, with: { target: component:orders-db, reason: «bad-template "\${steps.group.a.output.x}"» } } }
    - { id: last, action: ${callWithOutput("do: rebuild", "group.a")} }
`);
});

test("a value known only at run time is not judged by its type, its neighbours are", () => {
  assertMarked(`${team}${database}${runbook}    - { id: measure, verify: [ { connector: postgres, check: lag, with: { target: component:orders-db } } ] }
    - id: fence
      action:
        connector: postgres
        do: fence
        with: { target: component:orders-db, port: "\${steps.measure.output.port}", reason: «bad-parameters 5» }
`);
});

test("a misspelt parameter is told also where its value is known only at run time", () => {
  assertMarked(`${team}${database}${runbook}    - id: fence
      action:
        connector: postgres
        do: fence
        with: { target: component:orders-db, «bad-parameters reson»: "\${run.id}" }
`);
});

test("parameters deep in a list are told with their own place", () => {
  assertMarked(`${team}---
apiVersion: holdfast/v1
kind: Component
metadata: { name: shop }
spec: { access: { http: { baseUrl: «bad-access nowhere» } } }
${runbook}    - id: look
      verify:
        - connector: http
          check: healthy
          with: { target: component:shop, steps: [ { path: /, status: 200 }, { path: /x, «bad-parameters stats»: 200, status: 200 } ] }
`);
});

test("[A3.1] a credential is found in access, in parameters, in connection texts and key blocks; a reference to one is not", () => {
  assertMarked(`${team}---
apiVersion: holdfast/v1
kind: Component
metadata: { name: orders-db }
spec: { access: { postgres: { host: db, port: 5432, password: «inline-credential hunter2» } } }
---
apiVersion: holdfast/v1
kind: Component
metadata: { name: other-db }
spec: { access: { postgres: { host: «inline-credential "postgres://u:p@db/x"», port: 5432, password: "secret:file/run/pw" } } }
`);
});

test("a condition may ask only what an earlier step can answer", () => {
  assertMarked(`${team}${runbook}    - id: loss
      decision: { question: Is it acceptable?, authority: team:dba, options: [ { id: accept }, { id: stop, effect: abort } ] }
    - { id: one, when: { chosen: { step: loss, option: «bad-condition acept» } }, wait: PT5S }
    - { id: two, when: { any: [ { chosen: { step: «bad-condition three», option: x } }, { output: { step: loss, path: x, above: 1 } } ] }, wait: PT5S }
    - { id: three, when: { all: [ { chosen: { step: «bad-condition one», option: accept } } ] }, wait: PT5S }
`);
});

test("services that need one another are an error only where each needs the other to start", () => {
  const two = (dependency: string) => `---
apiVersion: holdfast/v1
kind: Service
metadata: { name: two }
spec: { owner: team:dba, dependsOn: [ ${dependency} ] }
`;
  const one = (dependency: string) => `${team}${two("service:one")}---
apiVersion: holdfast/v1
kind: Service
metadata: { name: one }
spec: { owner: team:dba, dependsOn: [ ${dependency} ] }
`;
  assertMarked(one("{ on: service:two, phase: runtime }"));
  assertMarked(one("{ on: service:two, need: soft }"));
  assertMarked(one("service:two").replace("[ service:one ]", "[ «startup-cycle service:one» ]"));
});

test("diagnostics of one line come in the order of their columns, whichever rule finds them", () => {
  assertMarked(`apiVersion: holdfast/v1
kind: Service
metadata: { name: orders }
spec: { owner: «dangling-reference team:none», «unknown-field x»: 1, sites: [ «dangling-reference site:none» ] }
`);
});

test("diagnostics come in the order of files, lines and columns", () => {
  const sources = ["b.yaml", "a.yaml"].map((file) => ({
    type: "text" as const,
    file,
    text: `apiVersion: holdfast/v1\nkind: Site\nmetadata: { name: ${file[0]}, x: 1, w: 1 }\nspec: { v: 1 }\n`,
  }));
  const places = checkEstate(resolveEstate(sources), exampleCatalogue, { today: exampleToday })
    .filter(({ severity }) => severity === "error")
    .map(({ place }) => `${place.file}:${place.span.line}:${place.span.column}`);
  assert.deepEqual(places, [
    "b.yaml:3:22",
    "b.yaml:3:28",
    "b.yaml:4:9",
    "a.yaml:3:22",
    "a.yaml:3:28",
    "a.yaml:4:9",
  ]);
});

test("what a monitor looks at is checked like the check of a step", () => {
  assertMarked(`${team}---
apiVersion: holdfast/v1
kind: Component
metadata: { name: orders-db }
spec: { owner: team:dba, access: { http: { baseUrl: "https://db.example" } } }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: a }
spec: { owner: team:dba, watches: [component:orders-db], check: { connector: «unknown-connector postgers», check: fenced } }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: b }
spec: { owner: team:dba, watches: [component:orders-db], check: { connector: http, check: «unknown-check helthy» } }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: c }
spec: { owner: team:dba, watches: [component:orders-db], check: { connector: postgres, check: lag, with: { target: «missing-access component:orders-db», «bad-parameters tarjet»: 5 } } }
`);
});
