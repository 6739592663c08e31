import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isoDuration, parseDuration } from "../../model/duration.ts";
import {
  changedDuration,
  changesOf,
  type DurationChange,
  durationChangeText,
  parseDurationChange,
} from "./duration-change.ts";
import { type DurationModel, durationQuantile } from "./duration-model.ts";
import { type ForecastProblem, type ForecastStep, prepareForecast } from "./forecast-model.ts";
import { simulate } from "./simulate.ts";
import { prepareRoughly, unknownSteps, withChanges } from "./what-if.ts";

const step = (id: string, minutes: number): ForecastStep => ({
  id,
  after: [],
  needs: { p: 1 },
  notBeforeSeconds: 0,
  duration: {
    type: "pert",
    minSeconds: minutes * 30,
    likelySeconds: minutes * 60,
    maxSeconds: minutes * 180,
  },
  failure: null,
  cause: null,
  isBeforeBack: true,
});

const problem: ForecastProblem = {
  steps: [step("a", 10), step("b", 20), step("c", 30)],
  resources: [{ id: "p", capacity: 1, changes: [{ fromSeconds: 3600, capacity: 2 }] }],
};

const modelOf = (of: ForecastProblem) => {
  const prepared = prepareForecast(of);
  return prepared.status === "ready" ? prepared.model : assert.fail("it can be done");
};

test("a share of a time is that share of each of its quantiles, and of what is unknown nothing is known", () => {
  const models: readonly DurationModel[] = [
    { type: "fixed", seconds: 90 },
    { type: "pert", minSeconds: 60, likelySeconds: 120, maxSeconds: 600 },
    { type: "lognormal", medianSeconds: 1500, sigma: 1.2 },
    { type: "empirical", seconds: [5, 9, 2, 40, 11] },
  ];
  for (const model of models)
    for (const u of [0.1, 0.5, 0.95])
      assert.ok(
        Math.abs(
          durationQuantile(changedDuration(model, { type: "percent", percent: 50 }), u) -
            durationQuantile(model, u) / 2,
        ) < 1e-9,
      );
  const half = changedDuration({ type: "unknown" }, { type: "percent", percent: 50 });
  assert.deepEqual(half, { type: "unknown" });
});

test("a change is read as it is written, and what is none is refused", () => {
  const seconds = fc.integer({ min: 0, max: 10_000_000 }).map((milliseconds) => milliseconds / 1000);
  const change = fc.oneof(
    fc.integer({ min: 0, max: 10_000 }).map((percent): DurationChange => ({ type: "percent", percent })),
    fc.tuple(seconds, seconds, seconds).map((three): DurationChange => {
      const [minSeconds = 0, likelySeconds = 0, maxSeconds = 0] = three.toSorted((one, other) => one - other);
      return { type: "estimate", minSeconds, likelySeconds, maxSeconds };
    }),
  );
  fc.assert(
    fc.property(change, (one) => {
      const read = parseDurationChange(durationChangeText(one)) ?? assert.fail(durationChangeText(one));
      assert.equal(durationChangeText(read), durationChangeText(one));
    }),
  );
  for (const text of ["", "5", "-5%", "PT", "PT5M/PT1M/PT9M", "PT1M/PT2M", "20000%", "PT1M/x/PT3M"])
    assert.equal(parseDurationChange(text), null, text);
});

test("seconds are written as a duration that says the same", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e10 }), (milliseconds) => {
      const read = parseDuration(isoDuration(milliseconds / 1000)) ?? assert.fail();
      assert.ok(Math.abs(read * 1000 - milliseconds) < 1e-3);
    }),
  );
  assert.deepEqual([0, 0.5, 90, 5400].map(isoDuration), ["PT0S", "PT0.5S", "PT1M30S", "PT1H30M"]);
});

test("of several runbooks each takes the changes of its own steps", () => {
  const changes = {
    "one/a": { type: "percent", percent: 50 },
    "two/a": { type: "percent", percent: 10 },
  } as const;
  assert.deepEqual(changesOf(changes, "two", false), { a: { type: "percent", percent: 10 } });
  assert.equal(changesOf(changes, "one", true), changes);
});

test("[B1.1] more people or a faster step change the problem and nothing else in it", () => {
  const changed = withChanges(problem, {
    capacity: { p: 3, nobody: 9 },
    durations: { b: { type: "percent", percent: 10 } },
  });
  assert.deepEqual(changed.resources, [{ id: "p", capacity: 3, changes: [] }]);
  assert.deepEqual(changed.steps[0], problem.steps[0]);
  assert.deepEqual(changed.steps[1]?.duration, {
    type: "pert",
    minSeconds: 60,
    likelySeconds: 120,
    maxSeconds: 360,
  });
  assert.equal(modelOf(changed).plan.end, 30 * 60 * 1_000_000);
});

test("an estimate for a step of unknown time makes the answer complete", () => {
  const open: ForecastProblem = {
    ...problem,
    steps: [...problem.steps, { ...step("d", 1), duration: { type: "unknown" } }],
  };
  assert.deepEqual(unknownSteps(open), ["d"]);
  const durations = { d: parseDurationChange("PT5M") ?? assert.fail() };
  assert.deepEqual(unknownSteps(withChanges(open, { capacity: {}, durations })), []);
});

test("the first numbers are those of the plan that is there; without a change they are the same", () => {
  const model = modelOf(problem);
  const rough = prepareRoughly(model, withChanges(problem, { capacity: {}, durations: {} }));
  const range = { seed: 7, from: 0, to: 300 };
  assert.ok(rough.status === "ready");
  assert.deepEqual(simulate(rough.model, range), simulate(model, range));
});

test("demand above what is assumed is told, not computed", () => {
  const none = withChanges(problem, { capacity: { p: 0.5 }, durations: {} });
  const rough = prepareRoughly(modelOf(problem), none);
  assert.ok(rough.status === "infeasible");
  assert.equal(rough.reasons[0]?.type, "demand-above-capacity");
});
