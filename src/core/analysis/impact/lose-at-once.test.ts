import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Ref } from "../../model/ref.ts";
import { randomEstate } from "../estate.test-kit.ts";
import { estateGraph, graphOf } from "../graph/estate-graph.ts";
import { atLeastOf, hardOn } from "../graph/requirement.ts";
import { impactReport } from "./impact-report.ts";
import { changeFailures, liveImpact } from "./live-impact.ts";
import { loseAtOnce } from "./lose-at-once.ts";
import { lostLevels, setFailed, settle } from "./lost-levels.ts";
import { noRecoveries } from "./recoveries.ts";

const everyNode = Number.POSITIVE_INFINITY;

test("levels that are worked out at once are those that are brought up to date one by one, whatever they were", () => {
  fc.assert(
    fc.property(
      randomEstate,
      fc.boolean(),
      fc.array(fc.tuple(fc.boolean(), fc.nat()), { maxLength: 6 }),
      (estate, countsSoft, moves) => {
        const { runtime, refs } = estateGraph(estate);
        const one = lostLevels(runtime, countsSoft);
        const other = lostLevels(runtime, countsSoft);
        for (const [hasFailed, at] of moves) {
          setFailed(one, at % refs.length, hasFailed);
          assert.ok(settle(one, [], everyNode));
          setFailed(other, at % refs.length, hasFailed);
          settle(other, [], 0);
          loseAtOnce(other);
          assert.deepEqual(other.level, one.level);
          assert.deepEqual(other.lost, one.lost);
          assert.deepEqual(other.wanted, one.wanted);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

/** Two sites with many things each, in lines of ten, and pairs of which one stands in each site. */
function twoSites() {
  const things = Array.from({ length: 4000 }, (_, at) => {
    const name = (place: number): Ref => `component:c${place}`;
    const site: Ref = at % 2 === 0 ? "site:east" : "site:west";
    const before = at % 20 < 2 ? hardOn(site) : hardOn(name(at - 2));
    const spare = at > 100 ? [atLeastOf([name(at - 99), name(at - 100)], 1, "both")] : [];
    return { ref: name(at), requirements: [before, ...spare] };
  });
  return graphOf([
    ...things,
    ...(["site:east", "site:west"] as const).map((ref) => ({ ref, requirements: [] })),
  ]);
}

test("sites that fail and come back leave what a fresh look finds, and each change is told", () => {
  const graph = twoSites();
  const east = graph.indexOf.get("site:east")!;
  const west = graph.indexOf.get("site:west")!;
  const one = graph.indexOf.get("component:c44")!;
  const live = liveImpact(graph);
  const moves = [
    { add: [east] },
    { add: [one] },
    { add: [west] },
    { remove: [east] },
    { remove: [west, one] },
  ];
  for (const move of moves) {
    const before = live.down.level.slice();
    const changed = new Set(changeFailures(live, move));
    const fresh = liveImpact(graph);
    changeFailures(fresh, { add: live.failed });
    assert.deepEqual(impactReport(live, noRecoveries), impactReport(fresh, noRecoveries));
    const silent = [...before.keys()].filter(
      (node) => before[node] !== live.down.level[node] && !changed.has(node),
    );
    assert.deepEqual(silent, []);
  }
  assert.ok(live.down.level.every((level) => level === 0x7fff_ffff));
});
