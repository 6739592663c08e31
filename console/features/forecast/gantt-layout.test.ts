import assert from "node:assert/strict";
import { test } from "node:test";
import type { ForecastProblem } from "#core/analysis/forecast/forecast-model.ts";
import { solveSchedule } from "#core/analysis/schedule/solve-schedule.ts";
import { byItself, ganttBars, rowsByPeople, rowsBySteps, tickSeconds } from "./gantt-layout.ts";

const step = (id: string, after: readonly string[], seconds: number, needs: { [name: string]: number }) => ({
  id,
  after,
  needs,
  notBeforeSeconds: 0,
  duration: { type: "fixed", seconds } as const,
  failure: null,
  cause: null,
  isBeforeBack: true,
});

const problem: ForecastProblem = {
  steps: [
    step("a", [], 100, { p: 1 }),
    step("b", [], 50, { p: 1 }),
    step("c", [], 60, { p: 1 }),
    step("auto", [], 10, {}),
    step("half", ["auto"], 40, { q: 0.5 }),
    step("other-half", ["auto"], 40, { q: 0.5 }),
  ],
  resources: [
    { id: "p", capacity: 2, changes: [] },
    { id: "q", capacity: 1, changes: [] },
    { id: "unlimited", capacity: null, changes: [] },
  ],
};

function barsOf(given: ForecastProblem) {
  const activities = given.steps.map((one) => ({
    ...one,
    durationSeconds: one.duration.type === "fixed" ? one.duration.seconds : 0,
  }));
  const answer = solveSchedule({ activities, resources: given.resources });
  return answer.status === "scheduled"
    ? ganttBars(given, answer.schedule.steps, new Set(["a"]))
    : assert.fail("it can be done");
}

test("each person has a row, in which nothing overlaps; halves share one; what needs nobody stands apart", () => {
  const rows = rowsByPeople(barsOf(problem), problem);
  assert.deepEqual(
    rows.map(({ name, unit }) => [name, unit]),
    [
      ["p", 1],
      ["p", 2],
      ["q", null],
      [byItself, null],
    ],
  );
  for (const { name, bars } of rows.filter((row) => row.name === "p")) {
    const sorted = bars.toSorted((one, other) => one.startSeconds - other.startSeconds);
    for (const [at, bar] of sorted.entries())
      assert.ok((sorted[at + 1]?.startSeconds ?? Infinity) >= bar.endSeconds, `${name}: ${bar.step}`);
  }
  assert.deepEqual(rows[2]?.bars.map((bar) => bar.step).sort(), ["half", "other-half"]);
  assert.deepEqual(
    rows[3]?.bars.map((bar) => bar.step),
    ["auto"],
  );
});

test("a step that waits for a person shows how long; one that follows its predecessor at once does not", () => {
  const bars = barsOf(problem);
  const waited = bars.filter(({ waitSeconds }) => waitSeconds > 0);
  assert.equal(waited.length, 1);
  assert.equal(waited[0]?.waitSeconds, waited[0]?.startSeconds);
  assert.equal(bars.find((bar) => bar.step === "half")?.waitSeconds, 0);
  assert.equal(bars.find((bar) => bar.step === "a")?.isCritical, true);
});

test("a step that needs two people stands in the rows of both, and steps have rows of their own when asked", () => {
  const both: ForecastProblem = { ...problem, steps: [step("lift", [], 10, { p: 2 })] };
  const bars = barsOf(both);
  const rows = rowsByPeople(bars, both).filter(({ name }) => name === "p");
  assert.deepEqual(
    rows.map((row) => row.bars.length),
    [1, 1],
  );
  assert.deepEqual(
    rowsBySteps(bars).map(({ name }) => name),
    ["lift"],
  );
});

test("the marks of the time axis are round and not too many", () => {
  assert.equal(tickSeconds(3600, 6), 600);
  assert.equal(tickSeconds(0.7, 6), 0.2);
  for (const span of [0.01, 5, 90, 4000, 1e5, 1e7]) assert.ok(span / tickSeconds(span, 6) <= 6.001);
});
