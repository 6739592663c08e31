import assert from "node:assert/strict";
import { test } from "node:test";
import { engine, invocation, started, step } from "./run.test-kit.ts";

const done = { status: "done", output: null } as const;
const silent = { status: "unknown", message: "no answer" } as const;

test("a lost executor of an observable act is succeeded by one that looks first", () => {
  const run = started([step("a")]);
  run.claim("a");
  run.claim("a", 1);
  assert.deepEqual(run.last, ["StepExecutorLost", "StepClaimed"]);
  assert.equal(run.step("a").resume, "observe");
  const token = { dispatch: 1, retry: 1 };
  run.tell({ type: "SettleStep", step: "a", token, stage: "observe", outcome: done }, engine);
  assert.equal(run.step("a").status, "succeeded");
});

test("a lost executor of an idempotent act is succeeded by one that repeats it, on record and under the same key", () => {
  const run = started([step("a", { work: { type: "action", action: invocation("idempotent") } })]);
  run.claim("a");
  const key = run.step("a").keyDispatch;
  run.claim("a", 1);
  const claimed = run.log.at(-1);
  assert.ok(claimed?.type === "StepClaimed" && claimed.data.repeats);
  assert.equal(run.step("a").keyDispatch, key);
});

test("a lost executor of an act that can neither be observed nor repeated leaves the question to a person", () => {
  const run = started([step("a", { work: { type: "action", action: invocation("ask") } })]);
  run.claim("a");
  run.claim("a", 1);
  assert.equal(run.step("a").status, "unknown");
  run.tell({ type: "MarkDoneByHand", step: "a", note: "I looked: it is done", output: null, evidence: [] });
  assert.equal(run.state().result, "succeeded-with-exceptions");
});

test("a result of an older attempt is recorded and changes nothing", () => {
  const run = started([step("a")]);
  run.claim("a");
  run.claim("a", 1);
  run.tell(
    { type: "SettleStep", step: "a", token: { dispatch: 1, retry: 0 }, stage: "act", outcome: done },
    engine,
  );
  assert.deepEqual(run.last, ["LateResultObserved"]);
  assert.equal(run.step("a").status, "running");
  assert.equal(
    run.refused({ type: "ClaimStep", step: "a", token: { dispatch: 1, retry: 0 }, node: "n2" }, engine),
    "stale-token",
  );
});

test("the same result told twice changes nothing the second time", () => {
  const run = started([step("a"), step("b")]);
  run.succeed("a");
  const token = run.step("a").token ?? assert.fail();
  run.tell({ type: "SettleStep", step: "a", token, stage: "act", outcome: done }, engine);
  assert.deepEqual(run.last, []);
});

test("an unknown outcome is looked into three times, then a person is asked", () => {
  const run = started([step("a")]);
  for (let round = 1; round <= 3; round += 1) {
    run.claim("a");
    const token = run.step("a").token ?? assert.fail();
    run.tell({ type: "SettleStep", step: "a", token, stage: "observe", outcome: silent }, engine);
    if (round < 3) assert.equal(run.step("a").resume, "observe");
  }
  assert.equal(run.step("a").status, "unknown");
});

test("a failed step is retried as often as it says, then waits for a person", () => {
  const run = started([step("a", { retry: { attempts: 2, backoffSeconds: 5 } })]);
  const fail = () => {
    run.claim("a");
    const token = run.step("a").token ?? assert.fail();
    run.tell(
      { type: "SettleStep", step: "a", token, stage: "act", outcome: { status: "failed", message: "no" } },
      engine,
    );
  };
  fail();
  assert.deepEqual(run.last, ["StepFailed", "StepDispatched"]);
  fail();
  assert.equal(run.step("a").status, "failed");
  run.tell({ type: "RetryStep", step: "a", reason: "mended", changedInput: null });
  assert.equal(run.step("a").status, "dispatched");
});

test("an act whose verification fails is verified again, not done again", () => {
  const verify = [{ connector: "world", check: "holds", with: {}, withinSeconds: 0 }];
  const run = started([step("a", { verify, retry: { attempts: 2, backoffSeconds: 0 } })]);
  run.claim("a");
  const token = run.step("a").token ?? assert.fail();
  run.tell({ type: "RecordAct", step: "a", token, output: { lsn: "0/1" }, evidence: [] }, engine);
  run.tell(
    {
      type: "SettleStep",
      step: "a",
      token,
      stage: "verify",
      outcome: { status: "failed", message: "not yet" },
    },
    engine,
  );
  assert.equal(run.step("a").resume, "verify");
  assert.deepEqual(run.step("a").acted, { output: { lsn: "0/1" } });
});

test("[A5.3] a step that takes longer than three quarters of its past runs is flagged as slow", () => {
  const run = started([step("a")], { slowAfterSeconds: { a: 30 } });
  run.claim("a");
  run.pass(30);
  run.tell({ type: "FireTimer", step: "a", dispatch: 1, purpose: "slow" }, engine);
  assert.equal(run.step("a").slow, true);
  run.tell({ type: "FireTimer", step: "a", dispatch: 1, purpose: "slow" }, engine);
  assert.deepEqual(run.last, [], "once");
});
