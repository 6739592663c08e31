import assert from "node:assert/strict";
import { test } from "node:test";
import { type ForecastProblem, prepareForecast } from "#core/analysis/forecast/forecast-model.ts";
import { simulate } from "#core/analysis/forecast/simulate.ts";
import type { WhatIf } from "#core/analysis/forecast/what-if.ts";
import { summarize } from "#core/analysis/forecast/summarize.ts";
import { openSession, stagesOf } from "./what-if-session.ts";

const step = (id: string, after: readonly string[], minutes: number) => ({
  id,
  after,
  needs: { "team:dba": 1 },
  notBeforeSeconds: 0,
  duration: {
    type: "pert",
    minSeconds: minutes * 30,
    likelySeconds: minutes * 60,
    maxSeconds: minutes * 200,
  } as const,
  failure: null,
  cause: null,
  isBeforeBack: true,
});

const problem: ForecastProblem = {
  steps: [step("a", [], 10), step("b", [], 20), step("c", ["a"], 5)],
  resources: [{ id: "team:dba", capacity: 1, changes: [] }],
};
const setting = { problem, rtoSeconds: 2400, seed: 1, trials: 2000 };
const none = { capacity: {}, durations: {} };

function looksAt(whatIf: WhatIf, of: ForecastProblem = problem) {
  return [...openSession({ ...setting, problem: of }).looks(whatIf)].filter((look) => look !== null);
}

function last(of: ForecastProblem, whatIf: WhatIf) {
  return (
    [...openSession({ ...setting, problem: of }).looks(whatIf)].at(-1) ?? assert.fail("nothing was said")
  );
}

test("the last look at no change is what the command line says for the same seed and trials", () => {
  const prepared = prepareForecast(problem);
  assert.ok(prepared.status === "ready");
  const exact = summarize(prepared.model, simulate(prepared.model, { seed: 1, from: 0, to: 2000 }), 2400);
  const look = last(problem, none);
  assert.ok(look.status === "computed");
  assert.deepEqual(look.changed, exact);
  assert.deepEqual(look.base?.seconds, exact.seconds);
});

test("[B1.1] what changes nothing makes no difference, in the first look as in the last", () => {
  for (const look of looksAt({ capacity: { "team:dba": 1 }, durations: {} })) {
    assert.ok(look.status === "computed");
    assert.deepEqual(look.changed.seconds, look.base?.seconds);
  }
});

test("[B1.1] one more person makes it shorter, and the base beside it has as many trials", () => {
  const looks = looksAt({ capacity: { "team:dba": 2 }, durations: {} });
  assert.ok(looks.length > 1);
  for (const look of looks) {
    assert.ok(look.status === "computed");
    assert.equal(look.base?.trials, look.changed.trials);
    assert.ok(look.changed.seconds.p50 < (look.base?.seconds.p50 ?? 0));
  }
});

test("what can never be done is told; and a change that makes it possible is computed without a base", () => {
  const nobody: ForecastProblem = {
    ...problem,
    resources: [{ id: "team:dba", capacity: 0, changes: [] }],
  };
  const stuck = last(nobody, none);
  assert.ok(stuck.status === "infeasible");
  assert.match(stuck.reasons[0] ?? "", /needs 1 of team:dba, of which there are never more than 0/);
  const possible = last(nobody, { capacity: { "team:dba": 1 }, durations: {} });
  assert.ok(possible.status === "computed" && possible.base === null);
});

test("the first sample is small for large runbooks, each next one doubles it, the last is the whole", () => {
  assert.deepEqual(stagesOf(20, 2000), [500, 1000, 2000]);
  assert.equal(stagesOf(2000, 10_000)[0], 100);
  assert.equal(stagesOf(300, 10_000)[0], 333);
  assert.deepEqual(stagesOf(10, 300), [300]);
});
