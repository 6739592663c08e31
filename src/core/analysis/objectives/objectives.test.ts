import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fixed, near, pert, step } from "../forecast/forecast.test-kit.ts";
import { resource } from "../schedule/schedule.test-kit.ts";
import { type AvailabilityNode, availabilityOf } from "./availability.ts";
import { feasibility, feasibilityText } from "./feasibility.ts";
import { withDependencies } from "./with-dependencies.ts";

/** A thing that is up for a share of the time, and what it needs. */
function thing(id: string, up: number, ...needs: (readonly [number, ...string[]])[]): AvailabilityNode {
  return {
    id,
    mtbfSeconds: up,
    mttrSeconds: 1 - up,
    needs: needs.map(([atLeast, ...of]) => ({ atLeast, of })),
  };
}

test("things in series multiply, redundant ones multiply what fails, two of three are counted out", () => {
  const parts = [thing("a", 0.9), thing("b", 0.8), thing("c", 0.7)];
  const availability = (...needs: (readonly [number, ...string[]])[]) =>
    availabilityOf([thing("x", 1, ...needs), ...parts], "x")?.availability ?? Number.NaN;
  near(availability([1, "a"], [1, "b"], [1, "c"]), 0.504, 1e-12);
  near(availability([1, "a", "b", "c"]), 1 - 0.1 * 0.2 * 0.3, 1e-12);
  near(availability([2, "a", "b", "c"]), 0.9 * 0.8 * 0.3 + 0.9 * 0.2 * 0.7 + 0.1 * 0.8 * 0.7 + 0.504, 1e-12);
});

test("what both alternatives stand on is not counted twice", () => {
  const nodes = [
    thing("x", 1, [1, "east", "west"]),
    thing("east", 0.9, [1, "power"]),
    thing("west", 0.9, [1, "power"]),
    thing("power", 0.95),
  ];
  near(availabilityOf(nodes, "x")?.availability ?? 0, 0.95 * (1 - 0.01), 1e-12);
});

test("the bridge network of the textbooks is up for 2p² + 2p³ − 5p⁴ + 2p⁵ of the time", () => {
  for (const p of [0.5, 0.9, 0.99]) {
    const links = "abcde".split("").map((name) => thing(name, p));
    const paths = ["ad", "be", "ace", "bcd"].map((path) =>
      thing(path, 1, ...path.split("").map((name) => [1, name] as const)),
    );
    const nodes = [thing("x", 1, [1, "ad", "be", "ace", "bcd"]), ...paths, ...links];
    const found = availabilityOf(nodes, "x");
    near(found?.availability ?? 0, 2 * p ** 2 + 2 * p ** 3 - 5 * p ** 4 + 2 * p ** 5, 1e-12);
    assert.equal(found?.method, "exact");
  }
});

test("unknown times make an upper bound and are listed, names that do not exist too, and nothing is nothing", () => {
  const nodes = [{ ...thing("x", 0.9, [1, "y"], [1, "gone"]) }, { ...thing("y", 1), mtbfSeconds: null }];
  const found = availabilityOf(nodes, "x");
  assert.deepEqual([found?.unknown, found?.missing], [["y"], ["gone"]]);
  near(found?.availability ?? 0, 0.9, 1e-12);
  assert.equal(availabilityOf(nodes, "gone"), null);
});

test("the exact availability is that of trying every combination, circles included", () => {
  const node = fc.record({
    up: fc.constantFrom(0.5, 0.9, 1),
    groups: fc.array(
      fc.record({ atLeast: fc.integer({ min: 1, max: 3 }), of: fc.uniqueArray(fc.nat(6), { maxLength: 3 }) }),
      {
        maxLength: 2,
      },
    ),
  });
  fc.assert(
    fc.property(fc.array(node, { minLength: 1, maxLength: 7 }), (made) => {
      const nodes = made.map(({ up, groups }, i) =>
        thing(
          `n${i}`,
          up,
          ...groups.map(
            ({ atLeast, of }) => [atLeast, ...of.filter((m) => m < made.length).map((m) => `n${m}`)] as const,
          ),
        ),
      );
      near(availabilityOf(nodes, "n0")?.availability ?? Number.NaN, byTrying(nodes), 1e-12);
    }),
    { numRuns: 500 },
  );
});

/** Every combination of failures, each settled from "all up" downwards. */
function byTrying(nodes: readonly AvailabilityNode[]): number {
  let sum = 0;
  for (let mask = 0; mask < 2 ** nodes.length; mask += 1) {
    let probability = 1;
    const up = new Set<string>();
    for (const [i, node] of nodes.entries()) {
      const isUp = (mask & (1 << i)) !== 0;
      probability *= isUp ? (node.mtbfSeconds ?? 0) : (node.mttrSeconds ?? 0);
      if (isUp) up.add(node.id);
    }
    for (let changed = true; changed; ) {
      changed = false;
      for (const node of nodes) {
        const holds = node.needs.every(
          ({ atLeast, of }) => of.filter((member) => up.has(member)).length >= atLeast,
        );
        if (!up.has(node.id) || holds) continue;
        up.delete(node.id);
        changed = true;
      }
    }
    if (up.has("n0")) sum += probability;
  }
  return sum;
}

test("beyond the limit of nodes it is simulated, within four standard errors of the exact value", () => {
  const parts = Array.from({ length: 12 }, (_, i) => thing(`p${i}`, 0.8));
  const nodes = [thing("x", 1, [9, ...parts.map(({ id }) => id)]), ...parts];
  const exact = availabilityOf(nodes, "x");
  const simulated = availabilityOf(nodes, "x", { nodesMax: 10 });
  assert.deepEqual([exact?.method, simulated?.method], ["exact", "simulated"]);
  assert.ok((simulated?.standardError ?? 0) > 0);
  near(simulated?.availability ?? 0, exact?.availability ?? 1, 4 * (simulated?.standardError ?? 0));
});

test("[B1.1] feasibility is judged from what no staffing changes to what it does, and names the step", () => {
  const problem = (hours: number) => ({
    steps: [
      step("restore", pert(hours * 3600, hours * 3600, hours * 7200), { needs: { p: 1 } }),
      step("verify", fixed(1800), { after: ["restore"], needs: { p: 1 } }),
      step("inform", fixed(3600), { needs: { p: 1 } }),
      step("tidy", fixed(1e6), { after: ["verify"], isBeforeBack: false }),
    ],
    resources: [resource("p", 1)],
  });
  const two = 7200;
  const text = (seconds: number) => `${seconds / 3600} h`;
  const alone = feasibility(problem(3), two, 20_000);
  assert.equal(feasibilityText(alone, two, text), "no staffing meets 2 h: step restore alone takes 3 h");
  const chain = feasibility(problem(1.75), two, 20_000);
  assert.deepEqual(chain, { type: "chain", steps: ["restore", "verify"], seconds: 1.75 * 3600 + 1800 });
  assert.equal(feasibility(problem(1), two, 9000).type, "staffing");
  assert.equal(feasibility(problem(1), 10_000, 9000).type, "feasible");
  assert.equal(feasibility(problem(1), 10_000, null).type, "infeasible");
});

test("[B1.1] a service is not back before what it cannot run without, circles included", () => {
  const times = withDependencies([
    { ref: "orders", seconds: 600, hardOn: ["identity"] },
    { ref: "identity", seconds: 300, hardOn: ["network", "orders"] },
    { ref: "network", seconds: 7200, hardOn: [] },
    { ref: "wiki", seconds: null, hardOn: ["gone"] },
  ]);
  assert.deepEqual(times.get("orders"), { seconds: 7200, limitedBy: "network" });
  assert.deepEqual(times.get("network"), { seconds: 7200, limitedBy: "network" });
  assert.equal(times.get("wiki"), null);
});
