import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { runVerb } from "../run-verb.test-kit.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-analysis-"));
  writeFileSync(path.join(folder, "estate.yaml"), estate);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const document = (kind: string, name: string, spec: string) =>
  `apiVersion: holdfast/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n---\n`;

const estate = [
  document("Site", "east", "{}"),
  document("Site", "west", "{}"),
  document("Component", "db", "{ site: site:east, owner: team:dba, vendor: vendor:psp-a }"),
  document("Component", "cache", "{ dependsOn: [{ on: service:orders, need: soft }] }"),
  document(
    "Service",
    "orders",
    "{ sites: [site:east, site:west], mode: active-passive, tier: 1, dependsOn: [component:db, { on: component:cache, need: soft }, { anyOf: [vendor:psp-a, vendor:psp-b] }] }",
  ),
  document("Service", "web", "{ sites: [site:east, site:west], mode: active-active }"),
  document("Function", "selling", "{ dependsOn: [service:orders] }"),
  document("Vendor", "psp-a", "{}"),
  document(
    "Runbook",
    "to-west",
    "{ purpose: failover, recovers: [service:orders], from: site:east, to: site:west, accountable: team:dba, steps: [{ id: a, person: { instructions: Do it } }] }",
  ),
  document("Team", "dba", "{}"),
].join("");

const json = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await runVerb([...args, "--json"]);
  assert.equal(code, 0, stderr);
  return { answer: JSON.parse(stdout) as Record<string, unknown>, stderr };
};

test("[A1.3] impact answers with the fields that scripts rely on, and says what is described nowhere", async () => {
  const { answer, stderr } = await json("impact", folder, "--fail", "site:east");
  assert.deepEqual(answer, {
    failed: ["site:east"],
    down: [
      { ref: "component:db", because: ["site:east"], recoverableBy: [] },
      { ref: "function:selling", because: ["service:orders", "site:east"], recoverableBy: [] },
      { ref: "service:orders", because: ["site:east"], recoverableBy: ["runbook:to-west"] },
    ],
    degraded: [{ ref: "component:cache", because: ["service:orders", "site:east"] }],
    thinner: ["service:web"],
    functions: ["function:selling"],
  });
  assert.match(stderr, /described nowhere.*vendor:psp-b/);
});

test("[A1.3] spof answers with the points and pairs of one service and of the estate", async () => {
  const { answer } = await json("spof", folder, "--for", "service:orders", "--order", "2");
  assert.deepEqual(answer, {
    points: [
      { ref: "site:east", takesDown: ["component:db", "function:selling", "service:orders"] },
      { ref: "component:db", takesDown: ["function:selling", "service:orders"] },
    ],
    pairs: [{ refs: ["vendor:psp-a", "vendor:psp-b"], takesDown: ["function:selling", "service:orders"] }],
  });
  const all = await json("spof", folder, "--order", "2");
  assert.deepEqual(all.answer["pairs"], [
    { refs: ["site:east", "site:west"], takesDown: ["service:web"] },
    { refs: ["vendor:psp-a", "vendor:psp-b"], takesDown: ["function:selling", "service:orders"] },
  ]);
});

test("[A1.3] order answers with waves and circles, and says which wait was given up", async () => {
  const { answer, stderr } = await json("order", folder, "--for", "service:orders");
  assert.deepEqual(answer, {
    waves: [
      ["component:cache", "site:east", "vendor:psp-a", "vendor:psp-b"],
      ["component:db"],
      ["service:orders"],
    ],
    cycles: [["component:cache", "service:orders"]],
  });
  assert.match(stderr, /component:cache does not wait for service:orders/);
  const lost = await json("order", folder, "--fail", "site:east");
  assert.deepEqual(lost.answer["waves"], [
    ["site:east"],
    ["component:db"],
    ["service:orders"],
    ["function:selling"],
  ]);
});

test("people get tables", async () => {
  const impact = await runVerb(["impact", folder, "--fail", "site:east"]);
  assert.match(impact.stdout, /service:orders +because site:east +recoverable by runbook:to-west/);
  assert.match(impact.stdout, /tier 1 +1 service down/);
  const concerned =
    /Who answers for it \(1\):\n +team:dba +1 thing .*\nWhere it stands \(1\):\n +site:east +1 thing .*\nWhose it is from \(1\):\n +vendor:psp-a/;
  assert.match(impact.stdout, concerned);
  const spof = await runVerb(["spof", folder, "--top", "1"]);
  assert.match(spof.stdout, /^1 single point:\n {2}site:east +takes down 3/);
  const order = await runVerb(["order", folder, "--fail", "component:db"]);
  assert.match(order.stdout, /wave 1 +component:db\nwave 2 +service:orders\nwave 3 +function:selling\n/);
});

test("a reference that is wrong ends with 2 and the closest one that is right", async () => {
  const { code, stderr } = await runVerb(["impact", folder, "--fail", "service:oders"]);
  assert.equal(code, 2);
  assert.match(stderr, /there is no service:oders; did you mean service:orders\?/);
  const bare = await runVerb(["spof", folder, "--for", "orders"]);
  assert.equal(bare.code, 2);
  assert.match(bare.stderr, /did you mean service:orders\?/);
  const runbook = await runVerb(["impact", folder, "--fail", "runbook:to-west"]);
  assert.equal(runbook.code, 2);
  assert.match(runbook.stderr, /cannot fail/);
  for (const args of [
    ["--for", "service:web", "--phase", "later"],
    [],
    ["--for", "site:east", "--fail", "site:east"],
  ]) {
    assert.equal((await runVerb(["order", folder, ...args])).code, 2);
  }
});

test("what is not valid is left out and said, and the rest is analysed", async () => {
  writeFileSync(path.join(folder, "broken.yaml"), document("Service", "broken", "{ nonsense: 1 }"));
  const { answer, stderr } = await json("impact", folder, "--fail", "component:db");
  assert.equal((answer["down"] as readonly unknown[]).length, 2);
  assert.match(stderr, /not valid and left out/);
});

test("[A1.3] single points are ranked by what the business loses, and functions without an exposure lose nothing known", async () => {
  const fn = (name: string, on: string, exposure: string) =>
    `---\napiVersion: holdfast/v1\nkind: Function\nmetadata: { name: ${name} }\nspec: { dependsOn: [${on}]${exposure} }\n`;
  const euro = (amount: number) =>
    `, exposure: [{ after: PT1H, amount: 10, currency: EUR }, { after: P2D, amount: ${amount}, currency: EUR }]`;
  const many = ["a", "b", "c"].map((name) => fn(name, "component:common", "")).join("");
  writeFileSync(
    path.join(folder, "exposed.yaml"),
    `${many}${fn("paying", "component:rare", euro(9410))}${fn("billing", "component:rare", euro(94))}`,
  );
  const args = ["spof", folder, "--exposure", "P1D", "--top", "2"];
  const { answer } = await json(...args);
  type Point = { readonly ref: string; readonly loses: readonly object[] };
  assert.deepEqual(
    (answer["points"] as readonly Point[]).map(({ ref, loses }) => [ref, loses]),
    [
      ["component:rare", [{ currency: "EUR", amount: 4610 + 51.10638297872341, isAtLeast: false }]],
      ["component:common", []],
    ],
  );
  assert.match(
    (await runVerb(args)).stdout,
    /component:rare +loses 4,661 EUR, takes down 2: function:billing/,
  );
  const plain = await json("spof", folder, "--top", "1");
  assert.deepEqual(Object.keys((plain.answer["points"] as readonly object[])[0] ?? {}), ["ref", "takesDown"]);
});
