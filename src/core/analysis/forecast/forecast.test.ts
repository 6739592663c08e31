import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { normalQuantile } from "../probability/normal.ts";
import { faultsOf, resource, smallProblems } from "../schedule/schedule.test-kit.ts";
import { bottlenecks } from "./bottlenecks.ts";
import { durationModel, durationQuantile } from "./duration-model.ts";
import { fixed, forecastOf, modelOf, near, pert, step } from "./forecast.test-kit.ts";
import { createRunner, simulate } from "./simulate.ts";
import { joinSimulations, summarize } from "./summarize.ts";
import { tornado } from "./tornado.ts";

const sd = (min: number, likely: number, max: number): number => {
  const mean = (min + 4 * likely + max) / 6;
  return Math.sqrt(((mean - min) * (max - mean)) / 7);
};

test("a PERT step has the mean and the spread of its beta distribution", () => {
  for (const [min, likely, max] of [
    [10, 20, 60],
    [0, 0, 100],
    [5, 100, 100],
    [1, 50, 99],
  ] as const) {
    const { mean, standardDeviation } = forecastOf([step("a", pert(min, likely, max))]);
    near(mean, (min + 4 * likely + max) / 6, 0.02 * sd(min, likely, max), "mean");
    near(standardDeviation, sd(min, likely, max), 0.02 * sd(min, likely, max), "standard deviation");
  }
});

test("the quantiles of a step are those of its distribution, within three standard errors", () => {
  for (const model of [pert(10, 20, 60), { type: "lognormal", medianSeconds: 7200, sigma: 1.5 } as const]) {
    const { seconds, standardErrors } = forecastOf([step("a", model)]);
    for (const [name, p] of [
      ["p50", 0.5],
      ["p90", 0.9],
      ["p95", 0.95],
      ["p99", 0.99],
    ] as const)
      near(seconds[name], durationQuantile(model, p), 3.5 * standardErrors[name] + 1e-3, name);
  }
});

test("steps one after the other add up: means and variances of the sum", () => {
  const steps = Array.from({ length: 40 }, (_, i) =>
    step(`s${i}`, pert(10, 20, 60), { after: i === 0 ? [] : [`s${i - 1}`] }),
  );
  const { mean, standardDeviation, seconds } = forecastOf(steps);
  const spread = Math.sqrt(40) * sd(10, 20, 60);
  near(mean, 1000, 0.02 * spread);
  near(standardDeviation, spread, 0.02 * spread);
  // A sum of forty is nearly normal.
  near(seconds.p90, 1000 + normalQuantile(0.9) * spread, 0.06 * spread);
});

test("steps side by side wait for the slowest: the quantile of the largest of n", () => {
  const steps = Array.from({ length: 12 }, (_, i) => step(`s${i}`, pert(10, 20, 60)));
  const { seconds, standardErrors } = forecastOf(steps);
  near(seconds.p50, durationQuantile(pert(10, 20, 60), 0.5 ** (1 / 12)), 3.5 * standardErrors.p50);
  near(seconds.p95, durationQuantile(pert(10, 20, 60), 0.95 ** (1 / 12)), 3.5 * standardErrors.p95);
});

test("with fixed durations the forecast is the plan, also where a greedy start would spoil it", () => {
  const steps = [
    step("short", fixed(3), { needs: { p: 1 } }),
    step("wide", fixed(4), { needs: { p: 2 }, notBeforeSeconds: 1 }),
    step("tail", fixed(6), { after: ["wide"] }),
  ];
  const { seconds } = forecastOf(steps, { resources: [resource("p", 2)], trials: 100 });
  assert.deepEqual(seconds, { p50: 11, p90: 11, p95: 11, p99: 11 });
});

test("limited people make steps wait, in every trial within capacity and order", () => {
  fc.assert(
    fc.property(smallProblems({ withRoster: true }), fc.nat(1000), (problem, trial) => {
      const steps = problem.activities.map((made) => step(made.id, pert(0, made.durationSeconds, 9), made));
      const model = modelOf({ steps, resources: problem.resources });
      const runner = createRunner(model);
      const durations = Float64Array.from(steps, (_, i) => 0.25 * ((trial * (i + 7)) % 37));
      const end = runner.run(durations);
      const { start, finish } = runner.trial;
      const shown = model.steps.map(({ id }, i) => ({
        step: id,
        startSeconds: start[i]!,
        endSeconds: finish[i]!,
      }));
      const drawn = problem.activities.map((made) => {
        const at = model.steps.findIndex(({ id }) => id === made.id);
        return { ...made, durationSeconds: durations[at] ?? 0 };
      });
      const schedule = {
        steps: shown,
        seconds: end,
        lowerBoundSeconds: 0,
        boundedBy: "work",
        isOptimal: false,
        gap: 0,
      } as const;
      assert.deepEqual(faultsOf({ ...problem, activities: drawn }, schedule), []);
      assert.equal(end, Math.max(...finish));
    }),
    { numRuns: 300 },
  );
});

test("the same seed gives the same answer, whatever the order of the steps and however the trials are shared out", () => {
  const steps = [
    step("a", pert(1, 5, 20), { needs: { p: 1 } }),
    step("b", pert(2, 3, 30), { needs: { p: 1 } }),
    step("c", { type: "lognormal", medianSeconds: 9, sigma: 1 }, { after: ["a"] }),
  ];
  const resources = [resource("p", 1)];
  const all = forecastOf(steps, { resources, trials: 3000 });
  assert.deepEqual(forecastOf(steps.toReversed(), { resources, trials: 3000 }), all);
  const model = modelOf({ steps, resources });
  const parts = [
    simulate(model, { seed: 1, from: 0, to: 700 }),
    simulate(model, { seed: 1, from: 700, to: 3000 }),
  ];
  assert.deepEqual(summarize(model, joinSimulations(parts), null), all);
  assert.notDeepEqual(forecastOf(steps, { resources, trials: 3000, seed: 2 }).seconds, all.seconds);
});

test("a change of one step leaves the luck of all others as it was", () => {
  const others = [step("a", pert(1, 5, 20)), step("b", pert(2, 3, 30), { after: ["a"] })];
  const run = (extra: number) =>
    simulate(modelOf({ steps: [...others, step("z", fixed(extra), { after: ["b"] })], resources: [] }), {
      seed: 3,
      from: 0,
      to: 500,
    }).seconds;
  const [one, two] = [run(10), run(25)];
  assert.ok(one.every((seconds, trial) => Math.abs((two[trial] ?? 0) - seconds - 15) < 1e-9));
});

test("an unknown duration counts as no time at all, and never as a guess", () => {
  const { seconds } = forecastOf([step("a", { type: "unknown" }), step("b", fixed(7), { after: ["a"] })], {
    trials: 10,
  });
  assert.equal(seconds.p50, 7);
});

test("[A5.3] five measurements replace an estimate, four do not", () => {
  const estimate = pert(10, 20, 30);
  assert.deepEqual(durationModel(estimate, [50, 51, 52, 53]), estimate);
  const measured = durationModel(estimate, [50, 51, 52, 53, 54]);
  assert.equal(forecastOf([step("a", measured)], { trials: 20_000 }).seconds.p50 > 49, true);
  near(durationQuantile(measured, 0.5), 52, 1e-12);
});

test("failed attempts cost their time and the pause, and the last failure falls back on hands", () => {
  const failure = { probability: 0.25, attempts: 3, backoffSeconds: 5, fallback: fixed(100) };
  const { mean } = forecastOf([step("a", fixed(10), { failure })], { trials: 200_000 });
  const p = 0.25;
  const expected = 10 + p * 15 + p * p * 15 + p ** 3 * 100;
  near(mean, expected, 0.12);
});

test("steps that share a cause are slow together: the tail of their sum is longer, its middle is not", () => {
  const chain = (strength: number) =>
    Array.from({ length: 10 }, (_, i) =>
      step(`s${i}`, pert(10, 20, 60), {
        after: i === 0 ? [] : [`s${i - 1}`],
        cause: { name: "storage", strength },
      }),
    );
  const [apart, together, one] = [forecastOf(chain(0)), forecastOf(chain(0.5)), forecastOf(chain(1))];
  near(together.mean, apart.mean, 2);
  near(apart.standardDeviation, Math.sqrt(10) * sd(10, 20, 60), 0.6);
  near(one.standardDeviation, 10 * sd(10, 20, 60), 2);
  assert.ok(together.standardDeviation > 1.8 * apart.standardDeviation);
});

test("a step is critical in the share of trials in which the end waited for it, people included", () => {
  const { critical } = forecastOf(
    [
      step("a", fixed(5), { needs: { p: 1 } }),
      step("b", fixed(6), { needs: { p: 1 } }),
      step("c", pert(9, 10, 11)),
    ],
    { resources: [resource("p", 1)], trials: 500 },
  );
  assert.deepEqual(critical, [
    { step: "a", share: 1 },
    { step: "b", share: 1 },
  ]);
  const race = forecastOf([step("x", pert(0, 10, 20)), step("y", pert(0, 10, 20))]);
  for (const { share } of race.critical) near(share, 0.5, 0.015);
});

test("the probability of an objective is the share of trials that meet it, without what comes after the service is back", () => {
  const summary = forecastOf(
    [step("a", pert(0, 10, 20)), step("b", fixed(1000), { after: ["a"], isBeforeBack: false })],
    {
      rtoSeconds: 10,
    },
  );
  near(summary.probabilityMet ?? 0, 0.5, 0.015);
  near(summary.backSeconds.p50, 10, 0.2);
  near(summary.seconds.p50, 1010, 0.2);
  assert.ok((summary.probabilityMargin ?? 1) < 0.01);
});

test("[A5.3] one more of what is short gains what it gains, and of what is not short nothing is promised", () => {
  const problem = {
    steps: [
      step("a", fixed(30), { needs: { dba: 1, net: 1 } }),
      step("b", fixed(20), { needs: { dba: 1 } }),
      step("c", fixed(4), { needs: { net: 1 } }),
    ],
    resources: [resource("dba", 1), resource("net", 2)],
  };
  assert.deepEqual(bottlenecks(problem, { seed: 1, trials: 50 }), [
    { resource: "dba", secondsGained: 20, p50Gained: 20, p95Gained: 20 },
  ]);
});

test("the widest bar of the tornado is the step that moves the end most", () => {
  const model = modelOf({
    steps: [
      step("wild", pert(0, 10, 90)),
      step("tame", pert(9, 10, 11), { after: ["wild"] }),
      step("aside", pert(0, 1, 2)),
    ],
    resources: [],
  });
  assert.deepEqual(
    tornado(model).map((bar) => bar.step),
    ["wild", "tame"],
  );
});
