import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { documentOf } from "#core/analysis/estate.test-kit.ts";
import type { RecoveryQuestion } from "#core/check/recovery-question.ts";
import type { Estate, EstateDocument } from "#core/model/estate.ts";
import { createForecaster, type Forecaster } from "./forecaster.ts";

const minutes = (likely: number) => ({
  minSeconds: likely * 30,
  likelySeconds: likely * 60,
  maxSeconds: likely * 240,
});

function stepOf(id: string, likely: number) {
  const nothing = { precondition: [], verify: [], action: null, decision: null, approval: null, steps: null };
  const person = { instructions: "Do it", evidenceRequired: false };
  const rest = { after: null, phase: "execute", accountable: null, when: null, waitSeconds: null };
  const safe = { mayFail: null, sharedCause: null };
  return { ...nothing, ...rest, ...safe, id, title: id, person, needs: {}, duration: minutes(likely) };
}

const steps = Array.from({ length: 40 }, (_, i) => stepOf(`s${i}`, i + 1));
const spec = { purpose: "restore", recovers: [], accountable: "team:dba", steps };
const runbook = documentOf("runbook:r", spec);
const estate: Estate = {
  documents: new Map<`${string}:${string}`, EstateDocument>([["runbook:r", runbook]]) as Estate["documents"],
  invalid: new Set(),
};

const question = (trials: number): RecoveryQuestion => ({
  type: "forecast",
  runbook: "r",
  capacity: {},
  durations: {},
  at: null,
  trials,
  seed: 1,
  outage: false,
  measured: { r: { s0: [1, 2, 3, 4, 5], s1: [9] } },
});

let forecaster: Forecaster;
before(() => {
  forecaster = createForecaster();
});
after(() => forecaster.close());

test("a forecast is made in a thread, once for the same question, from what was measured from five runs on", async () => {
  const first = await forecaster.ask(estate, question(200));
  assert.ok("forecast" in first);
  assert.deepEqual(first.forecast?.measured, [
    { step: "s0", runs: 5, isUsed: true },
    { step: "s1", runs: 1, isUsed: false },
  ]);
  assert.equal(await forecaster.ask(estate, question(200)), first);
});

test("who leaves is let go, and whoever asked beside them is answered all the same", async () => {
  const leaving = new AbortController();
  const long = forecaster.ask(estate, question(1_000_000), { signal: leaving.signal });
  const short = forecaster.ask(estate, question(300));
  leaving.abort(new Error("gone"));
  await assert.rejects(long, /gone/);
  const answered = await short;
  assert.ok("forecast" in answered && answered.forecast?.trials === 300);
});

test("a long forecast tells how far it is until the answer comes", async () => {
  const told: number[] = [];
  const report = (done: number, of: number) => {
    assert.equal(of, 80_000);
    told.push(done);
  };
  await forecaster.ask(estate, question(80_000), { report });
  assert.ok(told.length > 10 && told.length <= 100, `${told.length} reports`);
  assert.deepEqual(
    told,
    told.toSorted((one, other) => one - other),
  );
});
