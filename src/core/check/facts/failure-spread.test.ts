import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { randomEstate } from "../../analysis/estate.test-kit.ts";
import { estateGraph } from "../../analysis/graph/estate-graph.ts";
import { changeFailures, liveImpact, stateOf } from "../../analysis/impact/live-impact.ts";
import type { Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { failureSpread } from "./failure-spread.ts";

const contextOf = (estate: Estate) => ({ resolved: { estate } }) as unknown as CheckContext;

test("what goes down with something is what impact analysis says", () => {
  const cases = fc.tuple(randomEstate, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }));
  fc.assert(
    fc.property(cases, ([estate, picks]) => {
      const graph = estateGraph(estate);
      const failed = picks.map((pick) => graph.refs[pick % graph.refs.length] as Ref);
      const impact = liveImpact(graph);
      changeFailures(impact, { add: failed.map((ref) => graph.indexOf.get(ref) ?? 0) });
      const expected = graph.refs.filter((_, node) => stateOf(impact, node) === "down");
      const spread = failureSpread(contextOf(estate), failed);
      assert.deepEqual([...spread.keys()].toSorted(), expected);
      for (const [ref, cause] of spread) {
        if (cause === null) assert.ok(failed.includes(ref));
        else assert.ok(spread.has(cause));
      }
    }),
    { numRuns: 3000 },
  );
});
