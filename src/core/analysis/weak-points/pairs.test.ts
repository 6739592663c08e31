import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { anyOf, estateOf, randomEstate } from "../estate.test-kit.ts";
import { estateGraph } from "../graph/estate-graph.ts";
import { downAfter, nodesOf } from "../oracle.test-kit.ts";
import { cutSets } from "./cut-sets.ts";
import { allPairs, pairsOf } from "./pairs.ts";

test("[A1.3] two alternatives are a pair, and so is whatever each stands on with the other", () => {
  const estate = estateOf({
    "component:a": { site: "site:east" },
    "component:b": { site: "site:west" },
    "service:s": { dependsOn: [anyOf(["component:a", "component:b"])] },
    "service:t": { dependsOn: ["service:s"] },
    "site:east": {},
    "site:west": {},
  });
  const graph = estateGraph(estate);
  const pair = (one: Ref, other: Ref) => ({ refs: [one, other] });
  assert.deepEqual(
    pairsOf(graph, graph.indexOf.get("service:t")!).pairs.map(({ refs }) => ({ refs })),
    [
      pair("component:a", "component:b"),
      pair("component:a", "site:west"),
      pair("component:b", "site:east"),
      pair("site:east", "site:west"),
    ],
  );
  assert.deepEqual(allPairs(graph).pairs.at(-1), {
    refs: ["site:east", "site:west"],
    takesDown: ["service:s", "service:t"],
  });
});

test("[A1.3] the bridge network of the textbooks has its four minimal cut sets, and no other of links", () => {
  const link = (name: string): Ref => `component:${name}`;
  const paths = ["ad", "be", "ace", "bcd"];
  const links = Object.fromEntries("abcde".split("").map((name) => [link(name), {}] as const));
  const estate = estateOf({
    ...links,
    ...Object.fromEntries(
      paths.map((path) => [`component:path-${path}`, { dependsOn: path.split("").map(link) }] as const),
    ),
    "service:s": { dependsOn: [anyOf(paths.map((path): Ref => `component:path-${path}`))] },
  });
  const graph = estateGraph(estate);
  const { order1, order2, order3, complete } = cutSets(graph, graph.indexOf.get("service:s")!, 3);
  const ofLinks = [...order2, ...order3]
    .filter((set) => set.every((ref) => ref in links))
    .map((set) => set.map((ref) => ref.at(-1)).join(""));
  assert.deepEqual([order1, ofLinks, complete], [[], ["ab", "de", "ace", "bcd"], true]);
});

test("[A1.3] one of three breaks by three at once only", () => {
  const estate = estateOf({
    "service:s": { dependsOn: [anyOf(["vendor:a", "vendor:b", "vendor:c"]), "component:x"] },
  });
  const graph = estateGraph(estate);
  assert.deepEqual(cutSets(graph, graph.indexOf.get("service:s")!, 3), {
    order1: ["component:x"],
    order2: [],
    order3: [["vendor:a", "vendor:b", "vendor:c"]],
    complete: true,
  });
});

/** All sets of so many nodes, each in order. */
function choices(refs: readonly Ref[], size: number): readonly (readonly Ref[])[] {
  if (size === 0) return [[]];
  return refs.flatMap((ref, at) => choices(refs.slice(at + 1), size - 1).map((rest) => [ref, ...rest]));
}

/** Cut sets by trying everything. */
function cutSetsByTrial(estate: Estate, target: Ref): readonly (readonly (readonly Ref[])[])[] {
  const others = nodesOf(estate).filter((ref) => ref !== target);
  const found: (readonly Ref[])[] = [];
  return [1, 2, 3].map((size) => {
    const sets = choices(others, size).filter(
      (set) =>
        !found.some((smaller) => smaller.every((ref) => set.includes(ref))) &&
        downAfter(estate, set).includes(target),
    );
    found.push(...sets);
    return sets;
  });
}

test("[A1.3] cut sets up to three are complete and minimal, as trying every set shows", () => {
  fc.assert(
    fc.property(randomEstate, fc.nat(), (estate, at) => {
      const graph = estateGraph(estate);
      const refs = nodesOf(estate);
      const target = refs[at % refs.length]!;
      const { order1, order2, order3, complete } = cutSets(graph, graph.indexOf.get(target)!, 3);
      assert.deepEqual([order1.map((ref) => [ref]), order2, order3], cutSetsByTrial(estate, target));
      assert.ok(complete);
    }),
    { numRuns: 1500 },
  );
});

test("[A1.3] the pairs of an estate, and of each node, are what failing every two nodes shows", () => {
  fc.assert(
    fc.property(randomEstate, (estate) => {
      const graph = estateGraph(estate);
      const refs = nodesOf(estate);
      const expected = choices(refs, 2)
        .map(([one, other]) => {
          const alone = new Set([...downAfter(estate, [one!]), ...downAfter(estate, [other!])]);
          return {
            refs: [one!, other!],
            takesDown: downAfter(estate, [one!, other!]).filter((ref) => !alone.has(ref)),
          };
        })
        .filter(({ takesDown }) => takesDown.length > 0);
      assert.deepEqual(allPairs(graph), { pairs: expected, complete: true });
      for (const ref of refs) {
        assert.deepEqual(
          pairsOf(graph, graph.indexOf.get(ref)!).pairs,
          expected.filter(({ takesDown }) => takesDown.includes(ref)),
        );
      }
    }),
    { numRuns: 1500 },
  );
});
