import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { activity, faultsOf, resource, smallProblems } from "./schedule.test-kit.ts";
import type { ScheduleProblem } from "./schedule-problem.ts";
import { type Schedule, type ScheduleEffort, solveSchedule } from "./solve-schedule.ts";

function solved(problem: ScheduleProblem, effort?: ScheduleEffort): Schedule {
  const answer = solveSchedule(problem, effort);
  assert.equal(answer.status, "scheduled", JSON.stringify(answer));
  return answer.status === "scheduled" ? answer.schedule : assert.fail();
}

/** The shortest end over all orders: each is scheduled by hand, second by second in halves. */
function shortestByTrying(problem: ScheduleProblem): number {
  const { activities } = problem;
  let best = Number.POSITIVE_INFINITY;
  const visit = (starts: ReadonlyMap<string, number>, end: number): void => {
    if (starts.size === activities.length) best = Math.min(best, end);
    if (end >= best) return;
    for (const next of activities) {
      if (starts.has(next.id) || !next.after.every((before) => starts.has(before))) continue;
      const ends = next.after.map(
        (before) =>
          (starts.get(before) ?? 0) + (activities.find(({ id }) => id === before)?.durationSeconds ?? 0),
      );
      let start = Math.max(next.notBeforeSeconds, 0, ...ends);
      while (!fits(problem, starts, next.id, start)) start += 0.5;
      visit(new Map([...starts, [next.id, start]]), Math.max(end, start + next.durationSeconds));
    }
  };
  visit(new Map(), 0);
  return best;
}

function fits(
  problem: ScheduleProblem,
  starts: ReadonlyMap<string, number>,
  id: string,
  start: number,
): boolean {
  const own = problem.activities.find((other) => other.id === id);
  if (own === undefined) return false;
  for (let moment = start; moment < start + own.durationSeconds; moment += 0.5) {
    for (const { id: name, capacity } of problem.resources) {
      let used = own.needs[name] ?? 0;
      for (const other of problem.activities) {
        const from = starts.get(other.id);
        if (from !== undefined && from <= moment && moment < from + other.durationSeconds)
          used += other.needs[name] ?? 0;
      }
      if (used > (capacity ?? Number.POSITIVE_INFINITY) + 1e-9) return false;
    }
  }
  return true;
}

test("people are shared by fractions: two half-time steps run together, a third waits", () => {
  const half = { needs: { "team:dba": 0.5 } };
  const schedule = solved({
    activities: [activity("a", 10, half), activity("b", 10, half), activity("c", 10, half)],
    resources: [resource("team:dba", 1)],
  });
  assert.equal(schedule.seconds, 20);
  assert.equal(schedule.isOptimal, true);
});

test("a plan worked by hand comes out as it must: three steps of one person beside a chain of machines", () => {
  // The person has 4 + 3 + 2 = 9 s of work, and the last machine step of 5 s waits for the 4 s step alone.
  const schedule = solved({
    activities: [
      activity("inspect", 3, { needs: { p: 1 } }),
      activity("fence", 4, { needs: { p: 1 } }),
      activity("phone", 2, { needs: { p: 1 } }),
      activity("restore", 5, { after: ["fence"] }),
    ],
    resources: [resource("p", 1)],
  });
  assert.equal(schedule.seconds, 9);
  assert.equal(schedule.steps.find(({ step }) => step === "fence")?.startSeconds, 0);
});

test("a greedy start can be wrong, and the exact search sees it", () => {
  // Starting `short` at once keeps `wide` from starting before 3, and the long tail waits: 3 + 4 + 6 = 13.
  const problem: ScheduleProblem = {
    activities: [
      activity("short", 3, { needs: { p: 1 } }),
      activity("wide", 4, { needs: { p: 2 }, notBeforeSeconds: 1 }),
      activity("tail", 6, { after: ["wide"] }),
    ],
    resources: [resource("p", 2)],
  };
  assert.equal(solved(problem).seconds, 11);
});

test("what cannot be done is said with the step, its demand and what there is", () => {
  const answer = solveSchedule({
    activities: [activity("lift", 5, { needs: { crew: 3 } }), activity("bad", Number.NaN)],
    resources: [resource("crew", 2)],
  });
  assert.deepEqual(answer, {
    status: "infeasible",
    reasons: [
      { type: "bad-duration", step: "bad", seconds: Number.NaN },
      { type: "demand-above-capacity", step: "lift", resource: "crew", demand: 3, capacity: 2 },
    ],
  });
});

test("steps that wait for one another, and only they, are named", () => {
  const answer = solveSchedule({
    activities: [
      activity("a", 1),
      activity("b", 1, { after: ["a", "c"] }),
      activity("c", 1, { after: ["b"] }),
      activity("d", 1, { after: ["c"] }),
    ],
    resources: [],
  });
  assert.deepEqual(answer, { status: "infeasible", reasons: [{ type: "cycle", steps: ["b", "c"] }] });
});

test("a step that is longer than every shift has no window, and is named", () => {
  const answer = solveSchedule({
    activities: [activity("long", 9, { needs: { night: 1 } })],
    resources: [
      {
        id: "night",
        capacity: 1,
        changes: [
          { fromSeconds: 5, capacity: 0 },
          { fromSeconds: 20, capacity: 1 },
          { fromSeconds: 28, capacity: 0 },
        ],
      },
    ],
  });
  assert.deepEqual(answer, {
    status: "infeasible",
    reasons: [{ type: "no-window", step: "long", seconds: 9 }],
  });
});

test("a step waits for the shift in which its people are there", () => {
  const schedule = solved({
    activities: [activity("a", 4, { needs: { night: 1 } }), activity("b", 4, { needs: { night: 1 } })],
    resources: [
      {
        id: "night",
        capacity: 1,
        changes: [
          { fromSeconds: 5, capacity: 0 },
          { fromSeconds: 20, capacity: 1 },
        ],
      },
    ],
  });
  assert.deepEqual(
    schedule.steps.map(({ startSeconds }) => startSeconds),
    [0, 20],
  );
});

test("an empty plan takes no time", () => {
  assert.equal(solved({ activities: [], resources: [] }).seconds, 0);
});

test("every schedule keeps the order, the lead times and the capacities at every instant, rosters included", () => {
  fc.assert(
    fc.property(smallProblems({ withRoster: true }), (problem) => {
      const schedule = solved(problem, { schedulesMax: 60 });
      assert.deepEqual(faultsOf(problem, schedule), []);
      assert.ok(schedule.seconds >= schedule.lowerBoundSeconds - 1e-9);
    }),
    { numRuns: 300 },
  );
});

test("the exact search finds what trying every order finds", () => {
  fc.assert(
    fc.property(smallProblems({ withRoster: false }), (problem) => {
      const small = { ...problem, activities: problem.activities.slice(0, 6) };
      const schedule = solved(small);
      assert.ok(schedule.isOptimal);
      assert.equal(schedule.seconds, shortestByTrying(small));
    }),
    { numRuns: 250 },
  );
});

test("one more unit never makes the shortest plan longer, and the order of the input changes nothing", () => {
  fc.assert(
    fc.property(smallProblems({ withRoster: false }), (problem) => {
      const { seconds } = solved(problem);
      const more = problem.resources.map((other) => ({ ...other, capacity: (other.capacity ?? 0) + 1 }));
      assert.ok(solved({ ...problem, resources: more }).seconds <= seconds);
      const turned = {
        activities: problem.activities.toReversed(),
        resources: problem.resources.toReversed(),
      };
      assert.deepEqual(solved(turned), solved(problem));
    }),
    { numRuns: 150 },
  );
});
