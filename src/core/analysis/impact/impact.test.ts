import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { anyOf, estateOf, inOrder, randomEstate, soft } from "../estate.test-kit.ts";
import { estateGraph, graphOf } from "../graph/estate-graph.ts";
import { hardOn } from "../graph/requirement.ts";
import { dependenciesOf, gradesAfter, nodesOf, targetsOf } from "../oracle.test-kit.ts";
import { changeFailures, liveImpact } from "./live-impact.ts";
import { type ImpactReport, impactReport } from "./impact-report.ts";
import { noRecoveries, recoveriesOf } from "./recoveries.ts";

function impactOf(estate: Estate, failed: readonly Ref[]): ImpactReport {
  const graph = estateGraph(estate);
  const impact = liveImpact(graph);
  changeFailures(impact, { add: failed.map((ref) => graph.indexOf.get(ref)!) });
  return impactReport(impact, recoveriesOf(estate));
}

const shop = estateOf({
  "site:east": {},
  "site:west": {},
  "component:db": { site: "site:east" },
  "component:cache": { site: "site:east" },
  "vendor:psp-a": {},
  "vendor:psp-b": {},
  "service:orders": {
    sites: ["site:east", "site:west"],
    mode: "active-passive",
    dependsOn: ["component:db", soft("component:cache"), anyOf(["vendor:psp-a", "vendor:psp-b"])],
  },
  "service:web": { sites: ["site:east", "site:west"], mode: "active-active" },
  "function:selling": { dependsOn: ["service:orders"] },
  "runbook:to-west": { recovers: ["service:orders"], from: "site:east", to: "site:west" },
  "runbook:to-east": { recovers: ["service:orders"], from: "site:west", to: "site:east" },
  "runbook:restart": { recovers: ["service:orders"] },
});

test("[A1.3] a lost site takes down what stands on it, and the function that needs it, each with a shortest reason", () => {
  assert.deepEqual(impactOf(shop, ["site:east"]), {
    failed: ["site:east"],
    down: [
      { ref: "component:cache", because: ["site:east"], recoverableBy: [] },
      { ref: "component:db", because: ["site:east"], recoverableBy: [] },
      { ref: "function:selling", because: ["service:orders", "site:east"], recoverableBy: [] },
      { ref: "service:orders", because: ["site:east"], recoverableBy: ["runbook:to-west"] },
    ],
    degraded: [],
    thinner: ["service:web"],
    functions: ["function:selling"],
  });
});

test("a runbook that would land where the cause stands does not recover from it", () => {
  const [orders] = impactOf(shop, ["component:db"]).down.filter(({ ref }) => ref === "service:orders");
  assert.deepEqual(orders?.recoverableBy, ["runbook:restart", "runbook:to-west"]);
  const [both] = impactOf(shop, ["component:db", "site:west"]).down.filter(
    ({ ref }) => ref === "service:orders",
  );
  assert.deepEqual(both?.recoverableBy, ["runbook:restart"]);
});

test("a soft dependency degrades, and what relies on the degraded is degraded", () => {
  const { down, degraded } = impactOf(shop, ["component:cache"]);
  assert.deepEqual(down, []);
  assert.deepEqual(degraded, [
    { ref: "function:selling", because: ["service:orders", "component:cache"] },
    { ref: "service:orders", because: ["component:cache"] },
  ]);
});

test("a group holds with one member down and is told to be thinner; with both it breaks", () => {
  assert.deepEqual(impactOf(shop, ["vendor:psp-a"]).thinner, ["service:orders"]);
  assert.deepEqual(impactOf(shop, ["vendor:psp-a"]).down, []);
  const { down, thinner } = impactOf(shop, ["vendor:psp-a", "vendor:psp-b"]);
  assert.deepEqual(
    down.map(({ ref }) => ref),
    ["function:selling", "service:orders"],
  );
  assert.deepEqual(thinner, []);
});

test("nothing in a cycle is down without a cause, and all of it is with one", () => {
  const ring = estateOf({
    "service:a": { dependsOn: ["service:b"] },
    "service:b": { dependsOn: ["service:a", "component:x"] },
    "service:self": { dependsOn: ["service:self"] },
    "component:x": {},
  });
  assert.deepEqual(impactOf(ring, []).down, []);
  assert.deepEqual(
    impactOf(ring, ["component:x"]).down.map(({ ref }) => ref),
    ["service:a", "service:b"],
  );
});

test("a target that no document describes can fail and is reported as missing", () => {
  const estate = estateOf({ "service:a": { dependsOn: ["vendor:ghost"] } });
  assert.deepEqual(estateGraph(estate).missing, ["vendor:ghost"]);
  assert.deepEqual(
    impactOf(estate, ["vendor:ghost"]).down.map(({ ref }) => ref),
    ["service:a"],
  );
});

test("an empty estate has no impact", () => {
  assert.deepEqual(impactOf(estateOf({}), []), {
    failed: [],
    down: [],
    degraded: [],
    thinner: [],
    functions: [],
  });
});

const failuresOf = (estate: Estate) => {
  const nodes = nodesOf(estate);
  return fc.subarray([...nodes], { maxLength: Math.min(4, nodes.length) });
};

/** An estate and some of its nodes. */
const failures = randomEstate.chain((estate) =>
  fc.record({ estate: fc.constant(estate), failed: failuresOf(estate) }),
);

test("[A1.3] impact is what the plainest reading of the rules gives, on thousands of small estates", () => {
  fc.assert(
    fc.property(failures, ({ estate, failed }) => {
      const grades = gradesAfter(estate, failed);
      const report = impactOf(estate, failed);
      const withGrade = (wanted: number) =>
        [...grades]
          .filter(([ref, grade]) => grade === wanted && !failed.includes(ref))
          .map(([ref]) => ref)
          .sort();
      assert.deepEqual(
        report.down.map(({ ref }) => ref),
        withGrade(0),
      );
      assert.deepEqual(
        report.degraded.map(({ ref }) => ref),
        withGrade(1),
      );
      const thinner = [...estate.documents.values()].filter((document) =>
        dependenciesOf(document).some((dependency) => {
          if (dependency.type !== "group" || dependency.phase === "startup") return false;
          const states = targetsOf(dependency).map((ref) => grades.get(ref) ?? 2);
          return states.includes(0) && states.filter((state) => state > 0).length >= dependency.atLeast;
        }),
      );
      assert.deepEqual(report.thinner, thinner.map(({ ref }) => ref).sort());
    }),
    { numRuns: 3000 },
  );
});

test("each link of an explanation is needed by the one before it, and the last has failed", () => {
  fc.assert(
    fc.property(failures, ({ estate, failed }) => {
      const { down, degraded } = impactOf(estate, failed);
      const grades = gradesAfter(estate, failed);
      for (const { ref, because } of [...down, ...degraded]) {
        assert.ok(failed.includes(because.at(-1)!));
        let owner = ref;
        for (const link of because) {
          const document = estate.documents.get(owner);
          assert.ok(document && dependenciesOf(document).some((one) => targetsOf(one).includes(link)));
          assert.ok(grades.get(link)! < 2);
          owner = link;
        }
      }
      for (const { because } of down) for (const link of because) assert.equal(grades.get(link), 0);
    }),
    { numRuns: 2000 },
  );
});

test("the order of the documents changes no result", () => {
  fc.assert(
    fc.property(failures, fc.array(fc.nat()), ({ estate, failed }, keys) => {
      const shuffled = [...estate.documents.values()]
        .map((document, at) => ({ document, key: keys[at % Math.max(1, keys.length)] ?? 0 }))
        .sort((one, other) => one.key - other.key || (one.document.ref < other.document.ref ? 1 : -1))
        .map(({ document }) => document);
      assert.deepEqual(impactOf(inOrder(shuffled), failed.toReversed()), impactOf(estate, failed));
    }),
    { numRuns: 1000 },
  );
});

test("failures that come and go one by one leave what they leave together, explanations included", () => {
  fc.assert(
    fc.property(
      randomEstate,
      fc.array(fc.tuple(fc.boolean(), fc.nat()), { minLength: 1, maxLength: 12 }),
      (estate, moves) => {
        const graph = estateGraph(estate);
        const impact = liveImpact(graph);
        for (const [isAdded, at] of moves) {
          const nodes = [at % graph.refs.length];
          changeFailures(impact, isAdded ? { add: nodes } : { remove: nodes });
          const failed = [...impact.failed].map((node) => graph.refs[node]!);
          assert.deepEqual(impactReport(impact, recoveriesOf(estate)), impactOf(estate, failed));
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("a line of 100,000 nodes is explained in bounded memory: the first links and what failed", () => {
  const nodes = Array.from({ length: 100_000 }, (_, at) => ({
    ref: `component:c${String(at).padStart(6, "0")}` as Ref,
    requirements: at === 0 ? [] : [hardOn(`component:c${String(at - 1).padStart(6, "0")}`)],
  }));
  const graph = graphOf(nodes);
  const impact = liveImpact(graph);
  changeFailures(impact, { add: [0] });
  const { down } = impactReport(impact, noRecoveries);
  assert.equal(down.length, 99_999);
  assert.equal(down.at(-1)?.because.length, 100);
  assert.equal(down.at(-1)?.because[0], "component:c099998");
  assert.equal(down.at(-1)?.because.at(-1), "component:c000000");
});
