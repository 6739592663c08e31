import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Ref } from "../../model/ref.ts";
import { anyOf, estateOf, randomEstate, soft } from "../estate.test-kit.ts";
import { estateGraph } from "../graph/estate-graph.ts";
import { downAfter, nodesOf } from "../oracle.test-kit.ts";
import { blastRadii, singlePointNodes, singlePoints, singlePointsOf } from "./single-points.ts";

test("[A1.3] a site that both replicas share is a single point of failure, and neither replica is", () => {
  const estate = estateOf({
    "site:east": {},
    "component:db-1": { site: "site:east" },
    "component:db-2": { site: "site:east" },
    "component:cache": {},
    "service:orders": { dependsOn: [anyOf(["component:db-1", "component:db-2"]), soft("component:cache")] },
  });
  const graph = estateGraph(estate);
  assert.deepEqual(singlePointsOf(graph, graph.indexOf.get("service:orders")!), [
    { ref: "site:east", takesDown: ["component:db-1", "component:db-2", "service:orders"] },
  ]);
});

test("[A1.3] three of four may not lose two: each pair's shared rack is a point, one machine is none", () => {
  const estate = estateOf({
    "component:rack": {},
    "component:a": { dependsOn: ["component:rack"] },
    "component:b": { dependsOn: ["component:rack"] },
    "component:c": {},
    "component:d": {},
    "service:s": { dependsOn: [anyOf(["component:a", "component:b", "component:c", "component:d"], 3)] },
  });
  assert.deepEqual(singlePoints(estateGraph(estate)), [
    { ref: "component:rack", takesDown: ["component:a", "component:b", "service:s"] },
  ]);
});

test("[A1.3] the single points of an estate are what failing each node on its own shows, on thousands of estates", () => {
  fc.assert(
    fc.property(randomEstate, (estate) => {
      const graph = estateGraph(estate);
      const expected = nodesOf(estate)
        .map((ref) => ({ ref, takesDown: downAfter(estate, [ref]) }))
        .filter(({ takesDown }) => takesDown.length > 0);
      const found = singlePoints(graph);
      assert.deepEqual(
        found.toSorted((one, other) => (one.ref < other.ref ? -1 : 1)),
        expected,
      );
      const radii = blastRadii(graph);
      assert.deepEqual(
        radii.map(({ ref, nodes, services }) => [ref, nodes, services]),
        found.map(({ ref, takesDown }) => [
          ref,
          takesDown.length,
          takesDown.filter((one) => one.startsWith("service:")).length,
        ]),
      );
      for (const ref of nodesOf(estate)) {
        const points = singlePointNodes(graph, graph.indexOf.get(ref)!).map((node) => graph.refs[node]!);
        assert.deepEqual(
          points,
          expected.filter(({ takesDown }) => takesDown.includes(ref)).map((point) => point.ref),
        );
      }
    }),
    { numRuns: 3000 },
  );
});

test("more failures than one batch holds, through groups that need many losses, are counted right", () => {
  const machines = Array.from({ length: 100 }, (_, at): Ref => `component:m${String(at).padStart(2, "0")}`);
  const racks = Array.from({ length: 10 }, (_, at): Ref => `component:rack${at}`);
  const documents = Object.fromEntries([
    ...racks.map((rack) => [rack, {}] as const),
    ...machines.map(
      (machine, at) => [machine, { dependsOn: [racks[Math.floor(at / (at < 13 ? 13 : 10))]!] }] as const,
    ),
    ["service:tight", { dependsOn: [anyOf(machines, 91)] }] as const,
    ["service:loose", { dependsOn: [anyOf(machines, 90)] }] as const,
  ]);
  const estate = estateOf(documents);
  const graph = estateGraph(estate);
  for (const service of ["service:tight", "service:loose"] as const) {
    assert.deepEqual(
      singlePointNodes(graph, graph.indexOf.get(service)!).map((node) => graph.refs[node]!),
      nodesOf(estate).filter((ref) => downAfter(estate, [ref]).includes(service)),
    );
  }
});
