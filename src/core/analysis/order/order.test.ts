import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { anyOf, estateOf, inOrder, randomEstate, soft } from "../estate.test-kit.ts";
import { estateGraph } from "../graph/estate-graph.ts";
import { dependenciesOf, nodesOf, targetsOf } from "../oracle.test-kit.ts";
import { blackStart } from "./black-start.ts";
import { orderAmong, orderFor, type OrderPhase } from "./recovery-order.ts";

function ordered(estate: Estate, refs: readonly Ref[], phase: OrderPhase = "startup") {
  const graph = estateGraph(estate);
  return orderFor(
    graph,
    refs.map((ref) => graph.indexOf.get(ref)!),
    phase,
  );
}

test("[A1.3] what others need comes first, in as few waves as there can be", () => {
  const estate = estateOf({
    "site:east": {},
    "component:db": { site: "site:east" },
    "component:cache": { site: "site:east" },
    "service:orders": { dependsOn: ["component:db", soft("component:cache")] },
    "service:other": {},
  });
  assert.deepEqual(ordered(estate, ["service:orders"]), {
    waves: [["site:east"], ["component:cache", "component:db"], ["service:orders"]],
    cycles: [],
    broken: [],
  });
});

test("a start-up order ignores what is needed at run time only, and the other way round", () => {
  const estate = estateOf({
    "service:a": { dependsOn: [{ type: "one", on: "service:b", need: "hard", phase: "runtime" }] },
    "service:b": { dependsOn: [{ type: "one", on: "service:a", need: "hard", phase: "startup" }] },
  });
  assert.deepEqual(ordered(estate, ["service:a", "service:b"]).waves, [["service:a"], ["service:b"]]);
  assert.deepEqual(ordered(estate, ["service:a", "service:b"], "runtime").waves, [
    ["service:b"],
    ["service:a"],
  ]);
});

test("of a circle the soft wait is given up, and the circle is reported", () => {
  const estate = estateOf({
    "service:a": { dependsOn: ["service:b"] },
    "service:b": { dependsOn: [soft("service:a")] },
  });
  assert.deepEqual(ordered(estate, ["service:a"]), {
    waves: [["service:b"], ["service:a"]],
    cycles: [["service:a", "service:b"]],
    broken: [{ from: "service:b", to: "service:a", reason: "soft" }],
  });
});

test("a circle through one of two alternatives is opened at the alternative", () => {
  const estate = estateOf({
    "service:a": { dependsOn: ["service:b"] },
    "service:b": { dependsOn: [anyOf(["service:a", "component:spare"])] },
    "component:spare": {},
  });
  const order = ordered(estate, ["service:a"]);
  assert.deepEqual(order.waves, [["component:spare"], ["service:b"], ["service:a"]]);
  assert.deepEqual(order.broken, [{ from: "service:b", to: "service:a", reason: "spare" }]);
});

test("where hard waits form a circle, what waits for least begins; a node that waits for itself is told", () => {
  const estate = estateOf({
    "service:a": { dependsOn: ["service:b", "service:c"] },
    "service:b": { dependsOn: ["service:a"] },
    "service:c": { dependsOn: ["service:a"] },
    "service:self": { dependsOn: ["service:self"] },
  });
  const order = ordered(estate, ["service:a", "service:self"]);
  assert.deepEqual(order.cycles, [["service:a", "service:b", "service:c"], ["service:self"]]);
  assert.deepEqual(order.waves, [["service:b", "service:self"], ["service:a"], ["service:c"]]);
});

test("a black start names what must be there first, circles nobody can enter, and what stands behind them", () => {
  const estate = estateOf({
    "component:dns": { dependsOn: ["component:identity"] },
    "component:identity": { dependsOn: ["component:dns", "vendor:ghost"] },
    "service:orders": { dependsOn: ["component:dns"] },
    "service:other": { dependsOn: [anyOf(["component:dns", "site:west"])] },
    "site:west": {},
  });
  const graph = estateGraph(estate);
  assert.deepEqual(blackStart(graph, graph.refs.keys()), {
    first: ["site:west", "vendor:ghost"],
    knots: [["component:dns", "component:identity"]],
    behind: ["service:orders"],
    unknown: ["vendor:ghost"],
  });
});

/** Whether one node is relied upon by another over some of the dependencies, however indirectly. */
function reaches(estate: Estate, from: Ref, to: Ref, phase: OrderPhase): boolean {
  const seen = new Set<Ref>();
  const open = [from];
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    const document = estate.documents.get(ref);
    for (const dependency of document ? dependenciesOf(document) : []) {
      if (dependency.phase !== "both" && dependency.phase !== phase) continue;
      for (const target of targetsOf(dependency)) {
        if (target === to) return true;
        if (!seen.has(target)) open.push(target);
        seen.add(target);
      }
    }
  }
  return false;
}

test("[A1.3] orders keep every dependency outside circles, and circles are exactly what relies on itself", () => {
  fc.assert(
    fc.property(randomEstate, fc.constantFrom<OrderPhase>("startup", "runtime"), (estate, phase) => {
      const graph = estateGraph(estate);
      const refs = nodesOf(estate);
      const { waves, cycles, broken } = orderAmong(graph, graph.refs.keys(), phase);
      assert.deepEqual(waves.flat().sort(), refs);
      const waveOf = new Map(waves.flatMap((wave, at) => wave.map((ref) => [ref, at] as const)));
      const isBroken = new Set(broken.map(({ from, to }) => `${from} ${to}`));
      for (const ref of refs) {
        const inCycle = reaches(estate, ref, ref, phase);
        assert.equal(cycles.flat().includes(ref), inCycle);
        let latest = -1;
        const document = estate.documents.get(ref);
        for (const dependency of document ? dependenciesOf(document) : []) {
          if (dependency.phase !== "both" && dependency.phase !== phase) continue;
          for (const target of targetsOf(dependency)) {
            if (isBroken.has(`${ref} ${target}`))
              assert.ok(reaches(estate, target, ref, phase) || target === ref);
            else latest = Math.max(latest, waveOf.get(target)!);
          }
        }
        assert.equal(waveOf.get(ref), latest + 1);
      }
      for (const cycle of cycles) {
        for (const one of cycle) for (const other of cycle) assert.ok(reaches(estate, one, other, phase));
      }
      const shuffled = inOrder([...estate.documents.values()].reverse());
      const again = estateGraph(shuffled);
      assert.deepEqual(orderAmong(again, again.refs.keys(), phase), { waves, cycles, broken });
    }),
    { numRuns: 2000 },
  );
});

test("a black start leaves behind exactly what no order of starting reaches", () => {
  fc.assert(
    fc.property(randomEstate, (estate) => {
      const graph = estateGraph(estate);
      const { knots, behind } = blackStart(graph, graph.refs.keys());
      const started = new Set<Ref>();
      for (let growing = true; growing; ) {
        growing = false;
        for (const ref of nodesOf(estate)) {
          const document = estate.documents.get(ref);
          const isReady = (document ? dependenciesOf(document) : []).every((dependency) => {
            if (dependency.phase === "runtime") return true;
            if (dependency.type === "one") return dependency.need === "soft" || started.has(dependency.on);
            return targetsOf(dependency).filter((target) => started.has(target)).length >= dependency.atLeast;
          });
          if (!isReady || started.has(ref)) continue;
          started.add(ref);
          growing = true;
        }
      }
      assert.deepEqual(
        [...knots.flat(), ...behind].sort(),
        nodesOf(estate).filter((ref) => !started.has(ref)),
      );
    }),
    { numRuns: 2000 },
  );
});
