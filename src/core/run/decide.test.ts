import assert from "node:assert/strict";
import { test } from "node:test";
import { ana, ben, cem, engine, invocation, plan, started, step, testRun } from "./run.test-kit.ts";

const done = { status: "done", output: null } as const;
const silent = { status: "unknown", message: "no answer" } as const;

test("[A7.4] a step starts only after all steps before it are satisfied", () => {
  const run = started([step("a"), step("b"), step("c", { after: ["a", "b"] })]);
  assert.deepEqual(run.last, ["RunStarted", "StepDispatched", "StepDispatched"]);
  run.succeed("a");
  assert.equal(run.step("c").status, "pending");
  run.succeed("b");
  assert.equal(run.step("c").status, "dispatched");
  run.succeed("c");
  assert.equal(run.state().result, "succeeded");
});

test("a run with a cycle, a doubled id or no step is not started", () => {
  const start = (steps: Parameters<typeof plan>[0]) =>
    ({
      type: "StartRun",
      plan: plan(steps),
      mode: "live",
      reason: "test",
      impact: null,
      detection: null,
      slowAfterSeconds: {},
    }) as const;
  assert.equal(testRun().refused(start([])), "plan-invalid");
  assert.equal(testRun().refused(start([step("a"), step("a")])), "plan-invalid");
  assert.equal(
    testRun().refused(start([step("a", { after: ["b"] }), step("b", { after: ["a"] })])),
    "plan-invalid",
  );
  assert.equal(testRun().refused(start([step("a", { after: ["x"] })])), "plan-invalid");
  assert.equal(testRun().refused({ ...start([step("a")]), reason: " " }), "reason-missing");
  assert.equal(started([step("a")]).refused(start([step("a")])), "run-exists");
});

test("[B4.1] whoever started the run, wrote the step or carries it out cannot approve it", () => {
  const approval = { by: "team:crisis", quorum: 1, notTheStarter: true } as const;
  const run = started([step("a", { approval }), step("b", { approval, responsible: "person:ben" })]);
  assert.equal(run.step("a").status, "awaiting-approval");
  const approve = (id: string) => ({ type: "ApproveStep", step: id, note: "" }) as const;
  assert.equal(run.refused(approve("a"), ana), "not-authorised");
  assert.equal(
    run.refused(approve("a"), { ...ana, teams: ["team:crisis"] } as typeof ana),
    "doer-is-approver",
  );
  assert.equal(run.refused(approve("b"), ben), "doer-is-approver");
  assert.equal(run.refused(approve("a"), engine), "not-authorised");
  run.tell(approve("a"), ben);
  assert.equal(run.step("a").status, "dispatched");
});

test("an approval with a quorum of two needs two people", () => {
  const run = started([step("a", { approval: { by: "team:crisis", quorum: 2, notTheStarter: true } })]);
  run.tell({ type: "ApproveStep", step: "a", note: "" }, ben);
  assert.equal(run.step("a").status, "awaiting-approval");
  assert.equal(run.refused({ type: "ApproveStep", step: "a", note: "" }, ben), "already-approved");
  run.tell({ type: "ApproveStep", step: "a", note: "" }, cem);
  assert.equal(run.step("a").status, "dispatched");
});

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

test("[B4.3] a decision is taken by its authority, or by its time-out", () => {
  const work = {
    type: "decision",
    question: "Accept?",
    authority: "team:crisis",
    options: [
      { id: "accept", title: "Accept", effect: "continue" },
      { id: "abort", title: "Stop", effect: "abort" },
    ],
    timeoutSeconds: 60,
    defaultOption: "abort",
  } as const;
  const steps = [
    step("d", { work }),
    step("yes", { after: ["d"], when: { type: "chosen", step: "d", option: "accept" } }),
  ];
  const decided = started(steps);
  const accept = { type: "DecideOption", step: "d", option: "accept", reason: "small" } as const;
  assert.equal(decided.refused(accept, ana), "not-authorised");
  assert.equal(decided.refused({ ...accept, option: "maybe" }, ben), "unknown-option");
  decided.tell(accept, ben);
  assert.equal(decided.step("yes").status, "dispatched");

  const waited = started(steps);
  const timer = { type: "FireTimer", step: "d", dispatch: 1, purpose: "decision" } as const;
  // The queue says when it is due; the clock of the node that hears it may be behind that of the one that asked.
  waited.pass(59);
  waited.tell(timer, engine);
  assert.equal(waited.state().result, "aborted");
});

test("a gate whose number is missing asks rather than opens", () => {
  const when = { type: "output", step: "loss", path: "records", compare: "above", value: 0 } as const;
  for (const [output, status] of [
    [{ records: 0 }, "not-needed"],
    [{ records: 3 }, "dispatched"],
    [{}, "dispatched"],
    [{ records: null }, "dispatched"],
  ] as const) {
    const run = started([step("loss"), step("gate", { after: ["loss"], when })]);
    run.succeed("loss", output);
    assert.equal(run.step("gate").status, status, JSON.stringify(output));
  }
});

test("a person's step asks for its evidence and is verified like a machine's", () => {
  const work = { type: "person", instructions: "Call the carrier", evidenceRequired: true } as const;
  const verify = [{ connector: "world", check: "holds", with: {}, withinSeconds: 0 }];
  const run = started([step("a", { work, verify })]);
  const complete = { type: "CompleteStep", step: "a", result: "done", evidence: [] } as const;
  assert.equal(run.refused({ ...complete, note: "" }), "evidence-missing");
  run.tell({ type: "TakeStep", step: "a" });
  run.tell({ ...complete, note: "ticket 7" });
  assert.deepEqual(run.last, ["StepActed", "StepDispatched"]);
  assert.equal(run.step("a").resume, "verify");
});

test("[A3.1] a walkthrough calls nothing: every step waits for a person to go through it", () => {
  const run = started([step("a"), step("b", { after: ["a"] })], { mode: "walkthrough" });
  assert.deepEqual(run.last, ["RunStarted", "PersonAsked"]);
  for (const id of ["a", "b"])
    run.tell({ type: "CompleteStep", step: id, result: "done", note: "", evidence: [] });
  assert.equal(run.state().result, "succeeded");
  assert.ok(!run.log.some(({ type }) => type === "StepDispatched"));
});

test("a rehearsal asks nobody, and what it assumed is on record", () => {
  const approval = { by: "team:crisis", quorum: 1, notTheStarter: true } as const;
  const person = { type: "person", instructions: "Call", evidenceRequired: true } as const;
  const run = started(
    [
      step("a", { approval }),
      step("b", { work: person }),
      step("c", { work: { type: "wait", seconds: 600 } }),
    ],
    {
      mode: "rehearsal",
    },
  );
  run.succeed("a");
  assert.equal(run.state().result, "succeeded");
  assert.deepEqual(run.step("b").output, { assumed: "team:dba has done it" });
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

test("a finished run refuses every further command but says why", () => {
  const run = started([step("a")]);
  run.succeed("a");
  assert.equal(run.refused({ type: "PauseRun", reason: "x" }), "run-over");
  assert.equal(run.refused({ type: "SkipStep", step: "a", reason: "x" }), "run-over");
  assert.equal(testRun().refused({ type: "PauseRun", reason: "x" }), "run-missing");
  run.tell({ type: "AddNote", step: null, text: "afterthought" });
  assert.deepEqual(run.last, ["NoteAdded"]);
});
