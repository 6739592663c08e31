import assert from "node:assert/strict";
import { test } from "node:test";
import { findConflicts } from "./conflicts.ts";
import { criticalChain } from "./critical-chain.ts";
import { activity, resource } from "./schedule.test-kit.ts";
import { solveSchedule } from "./solve-schedule.ts";

const dba = { needs: { "team:dba": 1 } };

test("[B1.3] two recoveries that need the same person at once are named, with when, how long and what each order costs", () => {
  const conflicts = findConflicts(
    [
      {
        name: "orders",
        activities: [activity("fence", 10, dba), activity("check", 5, { after: ["fence"] })],
        objectiveSeconds: 20,
      },
      {
        name: "payroll",
        activities: [activity("call", 4), activity("restore", 30, { ...dba, after: ["call"] })],
        objectiveSeconds: 40,
      },
    ],
    [resource("team:dba", 1)],
  );
  assert.deepEqual(conflicts, {
    status: "compared",
    alone: [
      { recovery: "orders", seconds: 15 },
      { recovery: "payroll", seconds: 34 },
    ],
    clashes: [
      {
        resource: "team:dba",
        fromSeconds: 4,
        untilSeconds: 10,
        recoveries: ["orders", "payroll"],
        demand: 2,
        capacity: 1,
      },
    ],
    orders: [
      {
        order: ["orders", "payroll"],
        ends: [
          { recovery: "orders", seconds: 15, delaySeconds: 0, isMet: true },
          { recovery: "payroll", seconds: 40, delaySeconds: 6, isMet: true },
        ],
      },
      {
        order: ["payroll", "orders"],
        ends: [
          { recovery: "payroll", seconds: 34, delaySeconds: 0, isMet: true },
          { recovery: "orders", seconds: 49, delaySeconds: 34, isMet: false },
        ],
      },
    ],
  });
});

test("[B1.3] recoveries that share nobody are in nobody's way", () => {
  const conflicts = findConflicts(
    [
      { name: "a", activities: [activity("x", 10, dba)], objectiveSeconds: null },
      { name: "b", activities: [activity("x", 10, { needs: { "team:net": 1 } })], objectiveSeconds: null },
    ],
    [resource("team:dba", 1), resource("team:net", 1)],
  );
  assert.ok(conflicts.status === "compared");
  assert.deepEqual(conflicts.clashes, []);
  assert.ok(conflicts.orders.every(({ ends }) => ends.every(({ delaySeconds }) => delaySeconds === 0)));
});

test("the critical chain goes through people as well as through order, without a gap", () => {
  const problem = {
    activities: [
      activity("fence", 10, dba),
      activity("restore", 30, dba),
      activity("verify", 15, { after: ["restore"] }),
      activity("repoint", 40, { after: ["fence"] }),
    ],
    resources: [resource("team:dba", 1)],
  };
  const answer = solveSchedule(problem);
  assert.ok(answer.status === "scheduled");
  // Whoever restores first lets the repointing wait: 80 s.
  assert.equal(answer.schedule.seconds, 55);
  const chain = criticalChain(problem, answer.schedule);
  assert.deepEqual(
    chain.map(({ step, waitedFor, resource: what }) => [step, waitedFor, what]),
    [
      ["fence", "start", null],
      ["restore", "resource", "team:dba"],
      ["verify", "order", null],
    ],
  );
});
