import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Ref } from "../../model/ref.ts";
import { anyOf, estateOf, inOrder, randomEstate, documentOf, soft } from "../estate.test-kit.ts";
import { estateGraph } from "../graph/estate-graph.ts";
import { functionsBehind } from "./functions-behind.ts";
import { changeFailures, liveImpact, stateOf } from "./live-impact.ts";

test("[B1.2] a service carries the functions that are down without it, not those that are degraded or have a spare", () => {
  const estate = estateOf({
    "service:pay": {},
    "service:spare": {},
    "service:shop": { dependsOn: ["service:pay"] },
    "function:sell": { dependsOn: ["service:shop"] },
    "function:advise": { dependsOn: [soft("service:shop")] },
    "function:refund": { dependsOn: [anyOf(["service:pay", "service:spare"])] },
  });
  assert.deepEqual(functionsBehind(estateGraph(estate)), [
    { ref: "service:pay", functions: ["function:sell"] },
    { ref: "service:shop", functions: ["function:sell"] },
    { ref: "service:spare", functions: [] },
  ]);
});

test("services that fail one after the other are told as each would be in an estate of its own", () => {
  const withFunctions = fc.tuple(randomEstate, fc.nat({ max: 8 })).map(([estate, at]) => {
    const refs = [...estate.documents.keys()];
    const on = refs[at % refs.length] as Ref;
    const more = documentOf("function:f", { dependsOn: [on] });
    return inOrder([...estate.documents.values(), more]);
  });
  fc.assert(
    fc.property(withFunctions, (estate) => {
      const graph = estateGraph(estate);
      for (const { ref, functions } of functionsBehind(graph)) {
        const alone = liveImpact(graph);
        changeFailures(alone, { add: [graph.indexOf.get(ref)!] });
        const down = graph.refs.filter(
          (other, node) => other.startsWith("function:") && stateOf(alone, node) === "down",
        );
        assert.deepEqual(functions, down);
      }
    }),
  );
});
