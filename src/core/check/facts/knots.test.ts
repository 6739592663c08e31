import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { knots, ringOf } from "./knots.ts";

test("two rings are two knots, and what only leads to them is in none", () => {
  const edges: { readonly [node: string]: readonly string[] } = {
    a: ["b"],
    b: ["c"],
    c: ["b", "gone"],
    d: ["e", "a"],
    e: ["f"],
    f: ["d"],
  };
  const next = (node: string) => edges[node] ?? [];
  assert.deepEqual(knots(Object.keys(edges), next), [
    ["b", "c"],
    ["d", "e", "f"],
  ]);
  assert.deepEqual(ringOf(["d", "e", "f"], next), ["d", "e", "f"]);
});

test("a knot holds exactly those that reach one another", () => {
  const graph = fc.array(fc.array(fc.nat({ max: 7 }), { maxLength: 3 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(graph, (edges) => {
      const nodes = edges.map((_, index) => index);
      const next = (node: number) => edges[node] ?? [];
      const reaches = nodes.map((node) => {
        const seen = new Set<number>();
        const waiting = next(node).filter((target) => target < nodes.length);
        for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
          if (seen.has(target)) continue;
          seen.add(target);
          waiting.push(...next(target).filter((further) => further < nodes.length));
        }
        return seen;
      });
      const found = knots(nodes, next);
      for (const one of nodes) {
        for (const other of nodes) {
          if (one === other) continue;
          const together = found.some((knot) => knot.includes(one) && knot.includes(other));
          assert.equal(together, Boolean(reaches[one]?.has(other) && reaches[other]?.has(one)));
        }
      }
      for (const knot of found) {
        const ring = ringOf(knot, next);
        for (const [index, node] of ring.entries()) {
          assert.ok(next(node).includes(ring[(index + 1) % ring.length] as number));
        }
      }
    }),
    { numRuns: 2000 },
  );
});
