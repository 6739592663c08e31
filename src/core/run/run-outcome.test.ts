import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../model/json.ts";
import { runOutcome } from "./run-outcome.ts";
import { started, step } from "./run.test-kit.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const isLoss = (connector: string, check: string) => connector === "world" && check === "loss";

const statement = {
  connector: "world",
  check: "loss",
  with: {},
  withinSeconds: 1,
};

function recovered(output: Json, endedAt: string | null) {
  const run = started([step("loss", { work: { type: "check" }, verify: [statement] })], {
    impact: { lastGoodAt: at(-11), beganAt: at(-10), endedAt: null, failedTransactions: 4 },
  });
  run.tell({
    type: "ObserveImpact",
    impact: { lastGoodAt: at(-11), beganAt: at(-10), endedAt, failedTransactions: 4 },
  });
  run.succeed("loss", output);
  return runOutcome(run.state(), isLoss);
}

test("[A5.3] a finished live run has measured its time back from outside, and its loss from the statement", () => {
  const outcome = recovered({ lossSeconds: 1.5, records: 3 }, at(20));
  assert.deepEqual([outcome?.backSeconds, outcome?.lossSeconds], [30, 1.5]);
  assert.equal(recovered({ lossSeconds: 0 }, at(20))?.lossSeconds, 0, "a stated zero is a measured zero");
});

test("what a run has not measured is null, never zero", () => {
  const outcome = recovered({ lossSeconds: null, records: 3 }, null);
  assert.deepEqual([outcome?.backSeconds, outcome?.lossSeconds], [null, null]);
  const plain = started([step("act")]);
  assert.equal(runOutcome(plain.state(), isLoss), null, "a run that goes on has shown nothing yet");
  plain.succeed("act");
  const { backSeconds, lossSeconds } = runOutcome(plain.state(), isLoss) ?? {};
  assert.deepEqual([backSeconds, lossSeconds], [null, null]);
});

test("of several statements the largest counts, and one that could not say it leaves the loss unknown", () => {
  const states = (...lost: readonly (number | null)[]) => {
    const run = started(lost.map((_, i) => step(`s${i}`, { work: { type: "check" }, verify: [statement] })));
    for (const [i, lossSeconds] of lost.entries()) run.succeed(`s${i}`, { lossSeconds });
    return runOutcome(run.state(), isLoss)?.lossSeconds;
  };
  assert.equal(states(2, 7, 1), 7);
  assert.equal(states(2, null), null);
});

test("a rehearsal and an aborted recovery measure nothing", () => {
  const rehearsed = started([step("act")], { mode: "rehearsal" });
  rehearsed.succeed("act");
  assert.equal(runOutcome(rehearsed.state(), isLoss), null);
  const aborted = started([step("act"), step("more", { after: ["act"] })]);
  aborted.succeed("act");
  aborted.tell({ type: "AbortRun", reason: "not needed" });
  for (const { definition, status } of aborted.state().steps.values())
    if (status === "dispatched") aborted.succeed(definition.id);
  assert.equal(aborted.state().result, "aborted");
  assert.equal(runOutcome(aborted.state(), isLoss), null);
});
