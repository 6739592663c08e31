import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type DurationModel, durationQuantile } from "./duration-model.ts";
import { forecastRemaining, type RemainingAnswer, type StepUnderWay } from "./remaining.ts";
import { remainingDuration } from "./remaining-duration.ts";

const open = { type: "open" } as const;
const settled = { type: "settled" } as const;
const running = (elapsedSeconds: number) => ({ type: "running", elapsedSeconds }) as const;
const fixed = (seconds: number) => ({ type: "fixed", seconds }) as const;
const asked = { trials: 400, seed: 7, withinSeconds: null };

function underWay(id: string, changes: Partial<StepUnderWay> = {}): StepUnderWay {
  return { id, after: [], needs: {}, duration: fixed(10), isBeforeBack: true, progress: open, ...changes };
}

function forecast(answer: RemainingAnswer) {
  assert.equal(answer.status, "forecast");
  return answer.status === "forecast" ? answer.remaining : assert.fail();
}

test("what is over takes no more time, and of what runs only the rest is left", () => {
  const steps = [
    underWay("a", { progress: settled }),
    underWay("b", { after: ["a"], progress: running(4) }),
    underWay("c", { after: ["b"] }),
    underWay("d", { after: ["c"], isBeforeBack: false }),
  ];
  const { seconds, backSeconds, plan } = forecast(forecastRemaining(steps, [], asked));
  assert.equal(seconds.p50, 26);
  assert.equal(backSeconds.p95, 16);
  assert.deepEqual(plan[0], { step: "b", startSeconds: 0, endSeconds: 6 });
});

test("a finished run has nothing left, and is back within any limit that has not passed", () => {
  const steps = [underWay("a", { progress: settled })];
  const within = (withinSeconds: number) =>
    forecast(forecastRemaining(steps, [], { ...asked, withinSeconds })).probabilityBackWithin;
  assert.equal(within(5), 1);
  assert.equal(within(-5), 0);
});

test("an unknown duration makes a lower bound that says so; what outlasts every expectation is overdue", () => {
  const steps = [
    underWay("late", { progress: running(11) }),
    underWay("unknown", { after: ["late"], duration: { type: "unknown" } }),
    underWay("known", { after: ["unknown"] }),
  ];
  const { seconds, unknown, overdue } = forecast(forecastRemaining(steps, [], asked));
  assert.equal(seconds.p50, 10);
  assert.deepEqual(unknown, ["unknown"]);
  assert.deepEqual(overdue, ["late"]);
});

test("who is at work stays at it: what runs does not give its people away to what waits", () => {
  const needs = { "team:dba": 1 };
  const dba = { id: "team:dba", capacity: 1, changes: [] };
  const steps = [
    underWay("z-running", { needs, progress: running(2) }),
    underWay("a-long", { needs, duration: fixed(100) }),
  ];
  const { plan } = forecast(forecastRemaining(steps, [dba], asked));
  assert.deepEqual(plan, [
    { step: "a-long", startSeconds: 8, endSeconds: 108 },
    { step: "z-running", startSeconds: 0, endSeconds: 8 },
  ]);
  const both = steps.map((step) => ({ ...step, progress: running(1) }));
  assert.equal(forecast(forecastRemaining(both, [dba], asked)).seconds.p50, 99);
});

test("the rest of a duration is the duration given what has passed: by trials, and never negative", () => {
  const pert: DurationModel = { type: "pert", minSeconds: 10, likelySeconds: 30, maxSeconds: 120 };
  // Oracle: many draws of the whole duration, of which those that are longer are kept.
  const draws = Array.from({ length: 2000 }, (_, at) => durationQuantile(pert, (at + 0.5) / 2000));
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  for (const elapsed of [5, 25, 60]) {
    const rest = remainingDuration(pert, elapsed);
    assert.ok(rest?.type === "empirical");
    const kept = draws.filter((seconds) => seconds > elapsed).map((seconds) => seconds - elapsed);
    assert.ok(Math.abs(mean(rest.seconds) - mean(kept)) < 0.03 * mean(kept), `after ${elapsed}`);
    assert.ok(Math.min(...rest.seconds) >= 0);
  }
});

test("the longer something has lasted, the later it ends, whatever its distribution", () => {
  const model = fc.oneof(
    fc
      .tuple(
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
      )
      .map(
        ([min, more, most]): DurationModel => ({
          type: "pert",
          minSeconds: min,
          likelySeconds: min + more,
          maxSeconds: min + more + most,
        }),
      ),
    fc
      .array(fc.integer({ min: 1, max: 500 }), { minLength: 5, maxLength: 20 })
      .map((seconds): DurationModel => ({ type: "empirical", seconds })),
    fc.constant<DurationModel>({ type: "lognormal", medianSeconds: 60, sigma: 1 }),
  );
  fc.assert(
    fc.property(
      model,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 200 }),
      (given, one, more) => {
        const [sooner, later] = [remainingDuration(given, one), remainingDuration(given, one + more)];
        if (sooner === null || later === null) return later === null || sooner !== null;
        const end = (rest: DurationModel, elapsed: number) => elapsed + durationQuantile(rest, 0.5);
        return end(later, one + more) >= end(sooner, one) - 1e-6;
      },
    ),
  );
});
