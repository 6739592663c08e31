import assert from "node:assert/strict";
import { test } from "node:test";
import { ben, started, step } from "./run.test-kit.ts";
import { phaseClock } from "./phase-clock.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();

const impact = (endedAt: string | null) => ({
  lastGoodAt: at(-11),
  beganAt: at(-10),
  endedAt,
  failedTransactions: 4,
});

/** Fence (execute), approved promotion (execute), proof (verify), switch (traffic), rebuild (restore). */
function failover(endedAt: string | null) {
  const run = started(
    [
      step("fence"),
      step("promote", { after: ["fence"], approval: { by: "team:crisis", quorum: 1, notTheStarter: true } }),
      step("prove", { after: ["promote"], phase: "verify" }),
      step("switch", { after: ["prove"], phase: "traffic" }),
      step("rebuild", { after: ["switch"], phase: "restore" }),
    ],
    { impact: impact(null), detection: { at: at(-4), by: "witness", evidence: null } },
  );
  run.succeed("fence");
  run.pass(20);
  run.tell({ type: "ApproveStep", step: "promote", note: "" }, ben);
  for (const id of ["promote", "prove", "switch"]) run.succeed(id);
  run.tell({ type: "ObserveImpact", impact: impact(endedAt) });
  return run;
}

test("[A5.3] [B7.2] the clock runs from the first failed order to the first lasting success, in phases that add up", () => {
  const run = failover(null);
  const end = run.now();
  run.tell({ type: "ObserveImpact", impact: impact(end) });
  run.pass(1000);
  const clock = phaseClock(run.state(), run.now());
  const seconds = Object.fromEntries(clock.phases.map(({ phase, seconds }) => [phase, seconds]));
  const sum = clock.phases.reduce((total, phase) => total + phase.seconds, 0);
  assert.equal(sum, clock.totalSeconds);
  assert.equal(clock.totalSeconds, (Date.parse(end) - Date.parse(at(-10))) / 1000);
  assert.equal(seconds["detect"], 6, "from the first failure to the witness");
  assert.equal(seconds["decide"], 5 + 22, "before the run, and at the gate of the promotion");
  assert.equal(clock.verdict, "met");
});

test("the clock goes on while customers are hurt and is over the limit before they are not", () => {
  const run = failover(null);
  assert.equal(phaseClock(run.state(), run.now()).verdict, "pending");
  run.pass(500);
  assert.equal(phaseClock(run.state(), run.now()).verdict, "missed");
});

test("without an outside record there is no clock, not a clock of zero", () => {
  const run = started([step("a")]);
  const clock = phaseClock(run.state(), run.now());
  assert.equal(clock.totalSeconds, null);
  assert.equal(clock.verdict, "no-impact");
});

test("what happens after customers are served again does not count", () => {
  const run = failover(null);
  run.tell({ type: "ObserveImpact", impact: impact(run.now()) });
  const before = phaseClock(run.state(), run.now());
  run.succeed("rebuild");
  run.pass(10_000);
  assert.deepEqual(phaseClock(run.state(), run.now()), before);
});

test("an outage that was over before the run began is not the run's own", () => {
  const run = started([step("a")]);
  run.tell({ type: "ObserveImpact", impact: impact(at(-5)) });
  assert.deepEqual(run.last, []);
  assert.equal(phaseClock(run.state(), run.now()).verdict, "no-impact");
  run.tell({ type: "ObserveImpact", impact: { ...impact(null), beganAt: run.now() } });
  assert.equal(phaseClock(run.state(), run.now()).verdict, "pending");
});

test("the time in which a failed step waits for a person is time to decide", () => {
  const run = started([step("a")], { impact: impact(null) });
  run.claim("a");
  const token = run.step("a").token ?? assert.fail();
  run.tell({
    type: "SettleStep",
    step: "a",
    token,
    stage: "act",
    outcome: { status: "failed", message: "no" },
  });
  run.pass(100);
  const decide = phaseClock(run.state(), run.now()).phases.find(({ phase }) => phase === "decide");
  assert.equal(decide?.seconds, 100);
});
