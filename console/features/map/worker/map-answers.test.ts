import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomEstate } from "#core/analysis/estate.test-kit.ts";
import { estateGraph } from "#core/analysis/graph/estate-graph.ts";
import { recoveriesOf as recoveriesOfEstate } from "#core/analysis/impact/recoveries.ts";
import { answerQuestion } from "#core/analysis/question.ts";
import type { Estate } from "#core/model/estate.ts";
import { placeIn, sentMap, shop } from "../map.test-kit.ts";
import { hitFirst, impactRow, recoveriesOf } from "../model/impact-rows.ts";
import type { MapModel } from "../model/map-model.ts";
import { countStates, nodeStates } from "../model/node-state.ts";
import type { Reasons } from "../model/reasons.ts";
import { createAnswerer, type MapPairs } from "./map-answers.ts";

function opened(estate: Estate) {
  const answer = createAnswerer();
  const bytes = new TextEncoder().encode(JSON.stringify(sentMap(estate))).buffer;
  const model = answer({ type: "open", bytes }) as MapModel;
  const lookAt = (failed: readonly number[]) => ({
    states: answer({ type: "states", failed }) as Uint8Array,
    reasons: answer({ type: "reasons", failed }) as Reasons,
  });
  return { answer, model, lookAt };
}

test("[A1.3] the map says what `holdfast impact` says: who is down, degraded, thinner, why, and what brings it back", () => {
  fc.assert(
    fc.property(
      randomEstate,
      fc.array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 4 }),
      (estate, steps) => {
        const graph = estateGraph(estate);
        const { model, lookAt } = opened(estate);
        // One after the other on the same thread: what is kept between them must not show.
        for (const chosen of [...steps, []]) {
          const failed = [...new Set(chosen.map((number) => number % graph.refs.length))];
          const { states, reasons } = lookAt(failed);
          const fail = failed.map((node) => graph.refs[node]!);
          const facts = { graph, recoveries: recoveriesOfEstate(estate) };
          const report = answerQuestion(facts, { type: "impact", fail });
          assert.ok("thinner" in report);
          const rowsIn = (state: string) =>
            [...model.refs.keys()]
              .filter((node) => nodeStates[states[node]!] === state)
              .map((node) => impactRow(model, recoveriesOf(model), states, reasons, node));
          const refs = (nodes: readonly number[]) => nodes.map((node) => model.refs[node]!);
          assert.deepEqual(
            rowsIn("down").map(({ node, because, recoverableBy }) => {
              return { ref: model.refs[node]!, because: refs(because), recoverableBy };
            }),
            report.down,
          );
          assert.deepEqual(
            rowsIn("degraded").map(({ node, because }) => ({
              ref: model.refs[node]!,
              because: refs(because),
            })),
            report.degraded,
          );
          const lost = new Set(
            [...report.failed, ...report.down, ...report.degraded].map((one) =>
              typeof one === "string" ? one : one.ref,
            ),
          );
          assert.deepEqual(
            rowsIn("thinner").map(({ node }) => model.refs[node]!),
            report.thinner.filter((ref) => !lost.has(ref)),
          );
          assert.equal(countStates(states, model).functionsHit, report.functions.length);
        }
      },
    ),
  );
});

test("[A1.3] single points and pairs are those of the analysis", () => {
  const { answer, model } = opened(shop);
  const at = placeIn(model);
  const radii = answer({ type: "radii" }) as Int32Array;
  assert.equal(radii[at("site:east")], 4, "both components, the shop and the sales");
  assert.equal(radii[at("component:db-east")], 0, "there is a spare");
  const { pairs, isComplete } = answer({ type: "pairs", node: at("component:app") }) as MapPairs;
  assert.equal(isComplete, true);
  assert.ok(
    pairs.some(([one, other]) => one === at("component:db-east") && other === at("component:db-west")),
    "two databases together",
  );
});

test("what the business sees is told first, and the worst of it before the rest", () => {
  const { model, lookAt } = opened(shop);
  const at = placeIn(model);
  const { states } = lookAt([at("site:east")]);
  const { nodes, more } = hitFirst(model, states, 2);
  assert.deepEqual(
    nodes.map((node) => model.refs[node]!),
    ["function:sales", "service:shop"],
  );
  assert.equal(more, 2);
});

test("[A1.3] a runbook that leads away from what failed is told beside what it brings back", () => {
  const { model, lookAt } = opened(shop);
  const at = placeIn(model);
  const { states, reasons } = lookAt([at("site:east")]);
  const row = impactRow(model, recoveriesOf(model), states, reasons, at("component:app"));
  assert.deepEqual(row, {
    node: at("component:app"),
    state: "down",
    because: [at("site:east")],
    recoverableBy: ["runbook:move"],
  });
});

test("a question before the estate is there is a bug that says so", () => {
  assert.throws(() => createAnswerer()({ type: "radii" }), /no estate has been opened/);
});
