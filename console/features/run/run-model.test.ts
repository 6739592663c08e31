import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "#core/model/actor.ts";
import { runView } from "#core/run/view.ts";
import { ana, ben, started, step } from "#core/run/run.test-kit.ts";
import type { ToldRunEvent } from "../../api/runs.ts";
import { deadlines } from "./deadlines.ts";
import { attentionFor, myStep } from "./my-turn.ts";
import { createRunFold, shownRun, stateAt } from "./run-model.ts";
import { withLater } from "./with-later.ts";

const person = { type: "person", instructions: "Call.", evidenceRequired: false } as const;
const approval = { by: "team:crisis", quorum: 1, notTheStarter: true } as const;

function gated() {
  const run = started([
    step("call", { work: person, responsible: "team:dba" }),
    step("promote", { after: ["call"], approval }),
    step("serve", { after: ["promote"] }),
  ]);
  run.tell({ type: "TakeStep", step: "call" });
  run.tell({ type: "CompleteStep", step: "call", result: "done", note: "", evidence: [] });
  return run;
}

function told(log: readonly object[]): readonly ToldRunEvent[] {
  return log.map((event, index) => ({ ...event, version: index + 1 }) as unknown as ToldRunEvent);
}

function shown(run: ReturnType<typeof gated>, asker: Actor | null, selected: string | null = null) {
  return shownRun(run.state(), { id: "r", version: run.log.length, now: run.now(), asker, selected });
}

test("a run folded as its events come is the run folded at once, and every past moment is there", () => {
  const events = told(gated().log);
  const live = createRunFold();
  for (let count = 1; count <= events.length; count += 1) {
    assert.deepEqual(live(events.slice(0, count)), stateAt(events, count), `after ${count} events`);
  }
  const other = told(started([step("x")]).log);
  assert.deepEqual(live(other), stateAt(other, other.length), "another log is another run");
});

test("the page shows what the server would answer, and asks for commands of the open step only", () => {
  const run = gated();
  const server = runView("r", run.log.length, run.state(), ben, run.now());
  const page = shown(run, ben, "promote");
  const without = (view: typeof page) => view.steps.map((each) => ({ ...each, commands: [] }));
  assert.deepEqual({ ...page, steps: without(page) }, { ...server, steps: without(server) });
  assert.deepEqual(page.steps[1], server.steps[1]);
  assert.deepEqual(page.steps[0]?.commands, []);
  assert.deepEqual(shown(run, null).commands, []);
});

test("what waits for me comes first, and the page opens on it; on what waits for others it does not", () => {
  const run = gated();
  const view = shown(run, ben);
  assert.equal(myStep(view, ben), "promote");
  assert.equal(myStep(view, ana), null);
  assert.equal(attentionFor(view, ben)[0]?.step, "promote");
  const open = started([step("call", { work: person })]);
  open.tell({ type: "TakeStep", step: "call" }, ben);
  assert.equal(myStep(shown(open, ben), ben), "call", "what I have taken is mine");
});

test("a gate that whoever started the run may not open is not their turn, though they are of its team", () => {
  const view = shown(gated(), ben);
  assert.equal(myStep({ ...view, startedBy: ben }, ben), null);
  const given = view.steps.map((each) => (each.id === "promote" ? { ...each, approvals: [ben] } : each));
  assert.equal(myStep({ ...view, steps: given }, ben), null, "nobody approves twice");
});

test("the soonest of objectives, decisions, waits and usual durations is the next deadline", () => {
  const options = [
    { id: "yes", title: "Yes", effect: "continue" },
    { id: "no", title: "No", effect: "abort" },
  ] as const;
  const decision = {
    type: "decision",
    question: "Keep?",
    authority: "team:crisis",
    options,
    timeoutSeconds: 30,
    defaultOption: "yes",
  } as const;
  const beganAt = "2026-01-01T00:00:00.000Z";
  const run = started(
    [step("keep", { work: decision }), step("act"), step("wait", { work: { type: "wait", seconds: 600 } })],
    {
      impact: { lastGoodAt: null, beganAt, endedAt: null, failedTransactions: 1 },
      slowAfterSeconds: { act: 10 },
    },
  );
  run.claim("act");
  const due = deadlines(shown(run, null), run.state(), Date.parse(run.now()));
  assert.deepEqual(
    due.map(({ kind, step: id }) => [kind, id]),
    [
      ["slow", "act"],
      ["decides", "keep"],
      ["limit", null],
      ["ends", "wait"],
    ],
  );
  const later = deadlines(shown(run, null), run.state(), Date.parse(run.now()) + 60_000);
  assert.deepEqual(later[0]?.kind, "limit", "what has passed is no deadline");
});

test("events that were read twice, or came by the feed meanwhile, are kept once", () => {
  const events = told(gated().log);
  const known = events.slice(0, 3);
  assert.equal(withLater(known, events.slice(0, 3)), known);
  assert.deepEqual(withLater(known, events.slice(1, 5)), events.slice(0, 5));
});
