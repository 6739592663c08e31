import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ref } from "../model/ref.ts";
import { type EstateGraph, graphOf } from "./graph/estate-graph.ts";
import { hardOn } from "./graph/requirement.ts";
import { changeFailures, liveImpact } from "./impact/live-impact.ts";
import { blackStart } from "./order/black-start.ts";
import { orderFor } from "./order/recovery-order.ts";
import { commonCauses } from "./weak-points/common-causes.ts";
import { cutSets } from "./weak-points/cut-sets.ts";
import { blastRadii, singlePointNodes } from "./weak-points/single-points.ts";

// What would be quadratic shows at this length already: two hundred million pairs of nodes of which one takes the other down.
const length = 20_000;

function line(): EstateGraph {
  const name = (at: number): Ref => `component:c${String(at).padStart(7, "0")}`;
  return graphOf(
    Array.from({ length }, (_, at) => ({
      ref: name(at),
      requirements: at === 0 ? [] : [hardOn(name(at - 1))],
    })),
  );
}

test("things in one long line have an answer to every question, without looking at every pair of them", () => {
  const graph = line();
  const last = length - 1;
  const radii = blastRadii(graph);
  assert.deepEqual(radii[0], { ref: graph.refs[0], nodes: last, services: 0, functions: 0 });
  assert.deepEqual(radii.at(-1), { ref: graph.refs[last - 1], nodes: 1, services: 0, functions: 0 });
  assert.equal(singlePointNodes(graph, last).length, last);
  assert.deepEqual(cutSets(graph, last, 2).order2, []);
  assert.deepEqual(commonCauses(graph), []);
  const { waves, cycles } = orderFor(graph, [last], "startup");
  assert.deepEqual([waves.length, cycles], [length, []]);
  assert.deepEqual(blackStart(graph, [last]).first, [graph.refs[0]]);
  const impact = liveImpact(graph);
  changeFailures(impact, { add: [0] });
  assert.equal(impact.down.level[last], last);
  changeFailures(impact, { remove: [0] });
  assert.ok(impact.down.level.every((level) => level === 0x7fff_ffff));
});
