import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { resolveEstate } from "../document/resolve-estate.ts";
import type { RunPlan } from "../model/run-plan.ts";
import { exampleCatalogue } from "./example-catalogue.test-kit.ts";
import { exampleToday } from "./example-today.test-kit.ts";
import { resolveRunPlan } from "./resolve-run-plan.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const surroundings = `apiVersion: holdfast/v1
kind: Team
metadata: { name: dba }
spec: { members: [person:ana] }
---
apiVersion: holdfast/v1
kind: Person
metadata: { name: ana }
---
apiVersion: holdfast/v1
kind: Person
metadata: { name: bo }
spec: { teams: [team:dba] }
---
apiVersion: holdfast/v1
kind: Component
metadata: { name: orders-db }
spec: { access: { postgres: { host: db, port: 5432, password: secret:env/PW } } }
---
apiVersion: holdfast/v1
kind: Component
metadata: { name: unrelated }
spec: { access: { postgres: { host: db, port: 5432 } } }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: orders }
spec: { objectives: { rto: PT30M, rpo: PT1M } }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: fraud }
spec: { objectives: { rto: PT5M, mtd: PT4H } }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: failover, title: Orders move west }
spec:
  purpose: failover
  recovers: [service:orders, service:fraud]
  accountable: team:dba
  steps:
`;

const dba = `apiVersion: holdfast/v1
kind: Team
metadata: { name: dba }
spec: { capacity: 2 }
---
`;

function resolve(steps: string, name = "failover", before = "") {
  const text = before + surroundings + steps;
  return resolveRunPlan(resolveEstate([{ type: "text", file: "f.yaml", text }]), name, {
    catalogue: exampleCatalogue,
    sha256,
    today: exampleToday,
  });
}

function planOf(steps: string, before = ""): RunPlan {
  const resolution = resolve(steps, "failover", before);
  assert.ok(resolution.status === "ready", JSON.stringify(resolution));
  return resolution.plan;
}

const orderOf = (plan: RunPlan) => Object.fromEntries(plan.steps.map((step) => [step.id, step.after]));

test("a step follows the one before it, unless it says otherwise", () => {
  const plan = planOf(`    - { id: a, wait: PT1S }
    - { id: b, wait: PT1S }
    - { id: c, after: [], wait: PT1S }
    - { id: d, after: [a, c, a], wait: PT1S }
`);
  assert.deepEqual(orderOf(plan), { a: [], b: ["a"], c: [], d: ["a", "c"] });
});

test("[A3.1] sub-steps run side by side between what their group waits for and what waits for the group", () => {
  const plan = planOf(`    - { id: a, wait: PT1S }
    - id: g
      when: { output: { step: a, path: x, equals: 1 } }
      phase: traffic
      accountable: person:ana
      steps:
        - { id: one, wait: PT1S }
        - { id: two, wait: PT1S, accountable: team:dba, when: { output: { step: a, path: y, above: 2 } } }
        - { id: three, after: [one, two], wait: PT1S }
        - id: inner
          steps: [ { id: deep, after: [], wait: PT1S } ]
    - { id: z, wait: PT1S }
`);
  assert.deepEqual(orderOf(plan), {
    a: [],
    "g.one": ["a"],
    "g.two": ["a"],
    "g.three": ["g.one", "g.two"],
    "g.inner.deep": ["a"],
    "g.inner": ["g.inner.deep"],
    g: ["g.one", "g.two", "g.three", "g.inner"],
    z: ["g"],
  });
  const step = (id: string) => plan.steps.find((each) => each.id === id);
  assert.deepEqual(step("g")?.work, { type: "join" });
  assert.equal(step("g.inner.deep")?.accountable, "person:ana");
  assert.equal(step("g.two")?.responsible, "team:dba");
  assert.equal(step("g.one")?.phase, "traffic");
  assert.deepEqual(step("g.inner.deep")?.when, {
    type: "output",
    step: "a",
    path: "x",
    compare: "equals",
    value: 1,
  });
  const both = step("g.two")?.when;
  assert.equal(both?.type === "all" && both.of.length, 2);
});

test("every field of a step arrives in the plan, with units in seconds and the policy from the connector", () => {
  const plan = planOf(`    - id: rebuild
      title: Rebuild
      responsible: person:bo
      consulted: [team:dba]
      informed: [person:ana]
      duration: { min: PT5S, likely: PT10S, max: PT2M }
      precondition: [ { connector: postgres, check: lag, with: { target: component:orders-db }, within: PT0S } ]
      approval: { by: team:dba, quorum: 2, notTheStarter: true }
      action: { connector: postgres, do: rebuild, with: { target: component:orders-db } }
      verify: [ { connector: postgres, check: fenced, with: { target: component:orders-db } } ]
      undo: { connector: postgres, do: fence, with: { target: component:orders-db } }
      retry: { attempts: 3, backoff: PT2S }
      timeout: PT1M
      workaround: By hand
`);
  const target = { target: "component:orders-db" };
  assert.deepEqual(plan.steps, [
    {
      id: "rebuild",
      title: "Rebuild",
      after: [],
      phase: "execute",
      accountable: "team:dba",
      responsible: "person:bo",
      consulted: ["team:dba"],
      informed: ["person:ana"],
      duration: { minSeconds: 5, likelySeconds: 10, maxSeconds: 120 },
      work: {
        type: "action",
        action: { connector: "postgres", do: "rebuild", with: target, policy: "observe" },
      },
      when: null,
      precondition: [{ connector: "postgres", check: "lag", with: target, withinSeconds: 0 }],
      approval: { by: "team:dba", quorum: 2, notTheStarter: true },
      verify: [{ connector: "postgres", check: "fenced", with: target, withinSeconds: 30 }],
      undo: { connector: "postgres", do: "fence", with: target, policy: "idempotent" },
      retry: { attempts: 3, backoffSeconds: 2 },
      timeoutSeconds: 60,
      workaround: "By hand",
    },
  ]);
});

test("the kinds of work of people, time and decisions arrive whole", () => {
  const plan = planOf(`    - { id: look, person: { instructions: Look, evidence: required } }
    - { id: settle, wait: PT1M30S }
    - { id: see, verify: [ { connector: postgres, check: lag, with: { target: component:orders-db } } ] }
    - id: decide
      decision:
        question: Go on?
        authority: team:dba
        options: [ { id: go, title: Go on }, { id: stop, effect: undo } ]
        timeout: PT10M
        default: stop
`);
  assert.deepEqual(
    plan.steps.map(({ work }) => work),
    [
      { type: "person", instructions: "Look", evidenceRequired: true },
      { type: "wait", seconds: 90 },
      { type: "check" },
      {
        type: "decision",
        question: "Go on?",
        authority: "team:dba",
        options: [
          { id: "go", title: "Go on", effect: "continue" },
          { id: "stop", title: "stop", effect: "undo" },
        ],
        timeoutSeconds: 600,
        defaultOption: "stop",
      },
    ],
  );
});

test("an unknown duration is null, never zero", () => {
  assert.equal(planOf("    - { id: a, wait: PT1S }\n").steps[0]?.duration, null);
});

test("[B1.1] the objectives are the tightest of what the runbook recovers", () => {
  const objectives = { rtoSeconds: 300, rpoSeconds: 60, mtdSeconds: 14_400 };
  assert.deepEqual(planOf("    - { id: a, wait: PT1S }\n").objectives, objectives);
});

test("a plan keeps who its steps need and how many there are, so that what is left can be forecast from the run alone", () => {
  const steps = `    - { id: a, accountable: team:dba, person: { instructions: Look. } }
    - { id: b, wait: PT1S }
`;
  assert.deepEqual(planOf(steps, dba).staffing, {
    needs: { a: { "team:dba": 1 } },
    capacity: { "team:dba": 2 },
  });
});

const verifying = `    - id: a
      verify: [ { connector: postgres, check: lag, with: { target: component:orders-db } } ]
`;

test("a plan holds the access of the components it names and no other, with secrets only named", () => {
  assert.deepEqual(planOf(verifying).access, {
    "component:orders-db": { postgres: { host: "db", port: 5432, password: "secret:env/PW" } },
  });
});

test("the members of a team are those it lists and those who say so", () => {
  assert.deepEqual(planOf(verifying).members, { "team:dba": ["person:ana", "person:bo"] });
});

test("the revision changes with what the plan is made from, and with nothing else", () => {
  const one = planOf(verifying).revision;
  assert.match(one, /^[0-9a-f]{64}$/);
  assert.equal(planOf(verifying.replace("- id", "- # a comment\n      id")).revision, one);
  const other = "apiVersion: holdfast/v1\nkind: Site\nmetadata: { name: east }\n---\n";
  assert.equal(planOf(verifying, other).revision, one);
  assert.notEqual(planOf(verifying.replace("lag", "fenced")).revision, one);
});

test("a runbook that is not there is told apart from one that is not valid", () => {
  assert.deepEqual(resolve(verifying, "failovr"), { status: "missing", closest: "failover" });
  for (const broken of [
    "    - { id: a, wait: 5 }\n",
    "    - { id: a, after: [b], wait: PT5S }\n",
    "    - { id: a, wait: PT5S\n",
  ]) {
    const resolution = resolve(broken);
    assert.equal(resolution.status, "invalid", broken);
    assert.equal(resolution.status === "invalid" && resolution.diagnostics.length > 0, true, broken);
  }
});

test("a mistake in somebody else's document does not keep a runbook from running", () => {
  const other =
    "apiVersion: holdfast/v1\nkind: Service\nmetadata: { name: other }\nspec: { owner: team:none }\n---\n";
  assert.equal(resolve(verifying, "failover", other).status, "ready");
});
