import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyOf, documentOf, estateOf, inOrder, randomEstate, soft } from "../estate.test-kit.ts";
import { estateGraph } from "../graph/estate-graph.ts";
import { answerQuestion } from "../question.ts";
import { recoveriesOf } from "../impact/recoveries.ts";
import { blastRadii } from "../weak-points/single-points.ts";
import { estateMap } from "./estate-map.ts";
import { graphOfMap, recoveriesOfMap } from "./read-map.ts";

const overTheWire = <Value>(value: Value) => JSON.parse(JSON.stringify(value)) as Value;

test("[A1.3] what is computed on a map that came over the wire is what the estate itself says, whatever fails", () => {
  fc.assert(
    fc.property(randomEstate, fc.array(fc.nat(), { maxLength: 3 }), (estate, chosen) => {
      const runbook = { recovers: ["service:s3", "component:c1"], from: "site:east", to: "site:west" };
      const whole = inOrder([...estate.documents.values(), documentOf("runbook:r", runbook)]);
      const graph = estateGraph(whole);
      const map = overTheWire(estateMap(whole, graph, null));
      const drawn = graphOfMap(map);
      const fail = chosen.map((number) => graph.refs[number % graph.refs.length]!);
      const question = { type: "impact", fail } as const;
      assert.deepEqual(
        answerQuestion({ graph: drawn, recoveries: recoveriesOfMap(map) }, question),
        answerQuestion({ graph, recoveries: recoveriesOf(whole) }, question),
      );
      assert.deepEqual(blastRadii(drawn), blastRadii(graph));
      assert.deepEqual([drawn.refs, drawn.missing], [graph.refs, graph.missing]);
    }),
  );
});

test("a map says where things stand, who owns them, and which edges nobody wrote", () => {
  const estate = estateOf({
    "site:east": { owner: "team:ops" },
    "team:ops": {},
    "component:db": { site: "site:east", owner: "team:ops", vendor: "vendor:v" },
    "service:s": {
      sites: ["site:east"],
      tier: 2,
      dependsOn: [soft("component:db"), anyOf(["vendor:v", "vendor:w"])],
    },
    "vendor:v": {},
    "scenario:fire": { fails: ["site:east", "plan:nothing"], missing: ["team:ops"] },
  });
  const map = estateMap(estate, estateGraph(estate), null);
  const at = (ref: string) => map.refs.indexOf(ref as never);
  assert.equal(map.site[at("service:s")], at("site:east"));
  assert.equal(map.team[at("component:db")], at("team:ops"));
  assert.equal(map.vendor[at("component:db")], at("vendor:v"));
  assert.equal(map.tier[at("service:s")], 2);
  assert.deepEqual(map.missing, [at("vendor:w")]);
  assert.deepEqual(map.requirements.implied, [1, 1, 0, 0]);
  assert.deepEqual(map.scenarios, [
    { ref: "scenario:fire", title: "fire", fails: [at("site:east"), at("team:ops")] },
  ]);
  assert.equal(map.observed, null);
});

test("[B2.2] what was observed is drawn between things of the estate, and told where it leads outside", () => {
  const estate = estateOf({ "service:a": {}, "service:b": {} });
  const link = { calls: null, lastSeenAt: null, isHint: false } as const;
  const { observed } = estateMap(estate, estateGraph(estate), {
    seen: [],
    undeclared: [
      { ...link, from: "service:a", to: "service:b", calls: 7, lastSeenAt: "2026-01-01T00:00:00Z" },
      { ...link, from: "service:a", to: "service:elsewhere" },
    ],
    neverSeen: [{ from: "service:b", to: "service:a" }],
  });
  assert.deepEqual(observed?.undeclared, {
    from: [0],
    to: [1],
    calls: [7],
    lastSeenAt: ["2026-01-01T00:00:00Z"],
    hint: [0],
  });
  assert.deepEqual(observed.neverSeen, { from: [1], to: [0] });
  assert.deepEqual(observed.outside, [{ from: "service:a", to: "service:elsewhere" }]);
});
