import assert from "node:assert/strict";
import { test } from "node:test";
import { forecastRemaining } from "#core/analysis/forecast/remaining.ts";
import type { RunState } from "#core/run/state.ts";
import { ana, plan, started, step } from "#core/run/run.test-kit.ts";
import { afterChange } from "./preview.ts";
import { openGates, outlookQuestion } from "./steps-under-way.ts";
import { boundWords } from "./outlook-words.ts";

const minute = { minSeconds: 60, likelySeconds: 60, maxSeconds: 60 };
const approval = { by: "team:crisis", quorum: 1, notTheStarter: true } as const;
const impact = {
  lastGoodAt: null,
  beganAt: "2026-01-01T00:00:00.000Z",
  endedAt: null,
  failedTransactions: 1,
};

function rest(state: RunState, now: string) {
  const question = outlookQuestion(state, Date.parse(now));
  assert.ok(question);
  const { steps, resources, withinSeconds } = question;
  const answer = forecastRemaining(steps, resources, { trials: 200, seed: 1, withinSeconds });
  assert.equal(answer.status, "forecast");
  return answer.status === "forecast" ? answer.remaining : assert.fail();
}

const three = [
  step("a", { duration: minute }),
  step("b", { after: ["a"], duration: minute, approval }),
  step("c", { after: ["b"], duration: minute, phase: "restore" }),
];

test("the rest of a run gets shorter as steps are done and time passes, and counts against the RTO that is left", () => {
  const run = started(three, { impact });
  assert.equal(rest(run.state(), run.now()).seconds.p50, 180);
  run.claim("a");
  run.pass(40);
  const { seconds, backSeconds } = rest(run.state(), run.now());
  assert.equal(seconds.p50, 140);
  assert.equal(backSeconds.p50, 80);
  assert.equal(outlookQuestion(run.state(), Date.parse(run.now()))?.withinSeconds, 120 - 42);
  assert.equal(openGates(run.state()), 1);
});

test("what nobody knows makes a lower bound that says why: a failed step, a pause, a gate", () => {
  const run = started(three, { impact });
  run.claim("a");
  const token = run.step("a").token ?? assert.fail();
  run.tell({
    type: "SettleStep",
    step: "a",
    token,
    stage: "act",
    outcome: { status: "failed", message: "no", retryable: false },
  } as never);
  run.tell({ type: "PauseRun", reason: "think" });
  const remaining = rest(run.state(), run.now());
  assert.deepEqual(remaining.unknown, ["a"]);
  assert.equal(
    boundWords({ at: 0, remaining, gates: openGates(run.state()), isPaused: true }),
    "the run is paused, 1 duration is unknown, waiting at 1 gate is not counted",
  );
});

test("a rehearsal, a run that is taken back and one that is over have no forecast", () => {
  assert.equal(outlookQuestion(started(three, { mode: "rehearsal" }).state(), 0), null);
  const run = started(three);
  run.tell({ type: "AbortRun", reason: "enough" });
  assert.equal(outlookQuestion(run.state(), 0), null);
});

test("people that the documents count are shared by what is left", () => {
  const hands = { type: "person", instructions: "By hand.", evidenceRequired: false } as const;
  const steps = ["a", "b"].map((id) => step(id, { work: hands, duration: minute }));
  const needs = { a: { "team:dba": 1 }, b: { "team:dba": 1 } };
  const staffing = { needs, capacity: { "team:dba": 1 } };
  const run = started(steps, { plan: plan(steps, { staffing }) });
  assert.equal(rest(run.state(), run.now()).seconds.p50, 120);
});

test("a change is looked at by the rules it will be decided by, and what it does to the end is told", () => {
  const run = started(three);
  const skip = { to: "skip", step: "b", body: { reason: "" } } as const;
  const given = { actor: ana, at: run.now(), insertedSeconds: null };
  const skipped = afterChange(run.state(), skip, given);
  assert.ok(skipped);
  assert.equal(
    rest(skipped, run.now()).seconds.p50,
    60,
    "what waited for it begins at once, beside the first",
  );
  const insert = {
    to: "insert",
    body: {
      step: { id: "call-4", title: "Call", accountable: "team:dba", person: { instructions: "Call." } },
      before: ["c"],
      reason: "",
    },
  } as never;
  const inserted = afterChange(run.state(), insert, { ...given, insertedSeconds: 30 });
  assert.ok(inserted);
  assert.equal(rest(inserted, run.now()).seconds.p50, 210);
  const note = { to: "note", body: { text: "x" } } as const;
  assert.equal(afterChange(run.state(), note, given), null);
});
