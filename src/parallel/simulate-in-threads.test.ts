import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareForecast } from "#core/analysis/forecast/forecast-model.ts";
import { simulate } from "#core/analysis/forecast/simulate.ts";
import { simulateInThreads } from "./simulate-in-threads.ts";

const steps = Array.from({ length: 60 }, (_, i) => ({
  id: `s${i}`,
  after: i < 3 ? [] : [`s${i - 3}`],
  needs: { p: 1 },
  notBeforeSeconds: 0,
  duration: { type: "pert", minSeconds: 1, likelySeconds: 2, maxSeconds: 9 } as const,
  failure: null,
  cause: null,
  isBeforeBack: true,
}));

function model() {
  const prepared = prepareForecast({ steps, resources: [{ id: "p", capacity: 2, changes: [] }] });
  return prepared.status === "ready" ? prepared.model : assert.fail("it can be done");
}

test("trials on several threads are those of one", async () => {
  const range = { seed: 4, from: 0, to: 52_000 };
  assert.deepEqual(await simulateInThreads(model(), range), simulate(model(), range));
});

test("a simulation that nobody waits for any more is ended", async () => {
  const abort = new AbortController();
  const running = simulateInThreads(model(), { seed: 4, from: 0, to: 900_000 }, abort.signal);
  abort.abort(new Error("the question has changed"));
  await assert.rejects(running, /the question has changed/);
});
