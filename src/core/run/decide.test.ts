import assert from "node:assert/strict";
import { test } from "node:test";
import { ana, ben, cem, engine, plan, started, step, testRun } from "./run.test-kit.ts";

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

test("a finished run refuses every further command but says why", () => {
  const run = started([step("a")]);
  run.succeed("a");
  assert.equal(run.refused({ type: "PauseRun", reason: "x" }), "run-over");
  assert.equal(run.refused({ type: "SkipStep", step: "a", reason: "x" }), "run-over");
  assert.equal(testRun().refused({ type: "PauseRun", reason: "x" }), "run-missing");
  run.tell({ type: "AddNote", step: null, text: "afterthought" });
  assert.deepEqual(run.last, ["NoteAdded"]);
});
