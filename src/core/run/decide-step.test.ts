import assert from "node:assert/strict";
import { test } from "node:test";
import { ben, cem, engine, invocation, started, step } from "./run.test-kit.ts";

test("an approval given while the run is paused opens the step when the run goes on", () => {
  const run = started([step("a", { approval: { by: "team:crisis", quorum: 1, notTheStarter: true } })]);
  run.tell({ type: "PauseRun", reason: "wait" });
  run.tell({ type: "ApproveStep", step: "a", note: "" }, ben);
  assert.equal(run.step("a").status, "awaiting-approval");
  run.tell({ type: "ResumeRun", reason: "go" });
  assert.equal(run.step("a").status, "dispatched");
});

test("changed input voids an approval, and its author cannot give the new one", () => {
  const run = started([step("a", { approval: { by: "team:crisis", quorum: 1, notTheStarter: true } })]);
  run.tell({ type: "ApproveStep", step: "a", note: "" }, ben);
  run.claim("a");
  const token = run.step("a").token ?? assert.fail();
  run.tell({
    type: "SettleStep",
    step: "a",
    token,
    stage: "act",
    outcome: { status: "failed", message: "no" },
  });
  run.tell({ type: "RetryStep", step: "a", reason: "other name", changedInput: { name: "b" } }, cem);
  assert.equal(run.step("a").status, "awaiting-approval");
  assert.equal(run.refused({ type: "ApproveStep", step: "a", note: "" }, cem), "doer-is-approver");
  run.tell({ type: "ApproveStep", step: "a", note: "" }, ben);
  const { work } = run.step("a").definition;
  assert.deepEqual(work.type === "action" && work.action.with, { name: "b" });
});

test("[A3.4] a step can be skipped with a reason, and the run says that it was an exception", () => {
  const run = started([step("a"), step("b", { after: ["a"] })]);
  assert.equal(run.refused({ type: "SkipStep", step: "a", reason: "  " }), "reason-missing");
  run.tell({ type: "SkipStep", step: "a", reason: "done before" });
  assert.equal(run.step("b").status, "dispatched");
  run.succeed("b");
  assert.equal(run.state().result, "succeeded-with-exceptions");
});

test("a running step cannot be skipped under the hands of its executor", () => {
  const run = started([step("a")]);
  run.claim("a");
  assert.equal(run.refused({ type: "SkipStep", step: "a", reason: "no" }), "step-status");
});

test("[B3.4] a step is inserted before one that has not begun, not before one that has, and never into a cycle", () => {
  const run = started([step("a"), step("b", { after: ["a"] })]);
  run.claim("a");
  const insert = (definition: ReturnType<typeof step>, before: readonly string[]) =>
    ({ type: "InsertStep", definition, before, reason: "needed" }) as const;
  assert.equal(run.refused(insert(step("x"), ["a"])), "illegal-edit");
  assert.equal(run.refused(insert(step("x", { after: ["b"] }), ["b"])), "illegal-edit");
  assert.equal(run.refused(insert(step("a"), ["b"])), "illegal-edit");
  run.tell(insert(step("x", { after: ["a"] }), ["b"]));
  run.succeed("a");
  assert.equal(run.step("b").status, "pending");
  run.succeed("x");
  assert.equal(run.step("b").status, "dispatched");
});

test("a pause withdraws what was handed out; going on hands it out again", () => {
  const run = started([step("a")]);
  run.tell({ type: "PauseRun", reason: "wait" });
  assert.equal(run.step("a").status, "pending");
  const token = { dispatch: 1, retry: 0 };
  assert.equal(run.refused({ type: "ClaimStep", step: "a", token, node: "n1" }, engine), "stale-token");
  run.tell({ type: "ResumeRun", reason: "go" });
  assert.equal(run.step("a").dispatch, 2);
});

test("an abort lets what runs end, starts nothing more, and then finishes", () => {
  const run = started([step("a"), step("b", { after: ["a"] })]);
  run.claim("a");
  run.tell({ type: "AbortRun", reason: "stop" });
  assert.equal(run.state().status, "aborting");
  run.succeed("a");
  assert.equal(run.state().result, "aborted");
  assert.equal(run.step("b").status, "cancelled");
});

test("[B6.2] a run is undone in the reverse order in which its steps were done", () => {
  const undo = invocation("idempotent", "take-back");
  const run = started([
    step("a", { undo }),
    step("b", { after: ["a"] }),
    step("c", { after: ["b"], undo }),
    step("d", { after: ["c"] }),
  ]);
  for (const id of ["a", "b", "c"]) run.succeed(id);
  run.tell({ type: "UndoRun", reason: "worse than before" });
  assert.equal(run.step("c").status, "dispatched");
  assert.equal(run.step("a").status, "succeeded", "one at a time");
  run.succeed("c");
  run.succeed("a");
  assert.equal(run.state().result, "undone");
  assert.equal(run.step("b").status, "succeeded", "what declares no undo stays");
});

test("a step whose undo fails holds the undo of the steps before it", () => {
  const undo = invocation("idempotent", "take-back");
  const run = started([step("a", { undo }), step("b", { after: ["a"], undo }), step("c", { after: ["b"] })]);
  run.succeed("a");
  run.succeed("b");
  run.tell({ type: "UndoRun", reason: "back" });
  run.claim("b");
  const token = run.step("b").token ?? assert.fail();
  run.tell(
    { type: "SettleStep", step: "b", token, stage: "act", outcome: { status: "failed", message: "no" } },
    engine,
  );
  assert.equal(run.step("b").status, "undo-failed");
  assert.equal(run.step("a").status, "succeeded");
  run.tell({ type: "MarkDoneByHand", step: "b", note: "taken back by hand", output: null, evidence: [] });
  run.succeed("a");
  assert.equal(run.state().result, "undone");
});

test("one step can be undone only while nothing that relies on it has begun", () => {
  const undo = invocation("idempotent", "take-back");
  const run = started([step("a", { undo }), step("b", { after: ["a"] }), step("c")]);
  run.succeed("a");
  run.claim("b");
  assert.equal(run.refused({ type: "UndoStep", step: "a", reason: "back" }), "step-status");
  assert.equal(run.refused({ type: "UndoStep", step: "c", reason: "back" }), "step-status");
});

test("a step that was approved and whose predecessor is taken back is pending again, and goes on once that is redone", () => {
  const approval = { by: "team:crisis", quorum: 2, notTheStarter: true } as const;
  const run = started([step("a", { undo: invocation() }), step("b", { after: ["a"], approval })]);
  run.claim("a");
  run.succeed("a");
  run.tell({ type: "ApproveStep", step: "b", note: "" }, ben);
  run.tell({ type: "UndoStep", step: "a", reason: "too early" });
  assert.equal(run.step("b").status, "pending");
  assert.equal(run.step("b").approvals.length, 1);
});
