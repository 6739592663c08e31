import assert from "node:assert/strict";
import { test } from "node:test";
import { clockPhases } from "#core/model/clock-phase.ts";
import type { PhaseClock } from "#core/run/phase-clock.ts";
import type { StepView } from "#core/run/view.ts";
import { clockAt } from "./live-clock.ts";

const began = Date.parse("2026-01-01T00:00:00.000Z");

function clock(over: Partial<PhaseClock> = {}): PhaseClock {
  return {
    beganAt: "2026-01-01T00:00:00.000Z",
    endedAt: null,
    totalSeconds: 10,
    phases: clockPhases.map((phase) => ({ phase, seconds: phase === "detect" ? 10 : 0, evidence: "" })),
    rtoSeconds: 60,
    verdict: "pending",
    ...over,
  };
}

function step(over: Partial<StepView>): StepView {
  return {
    status: "running",
    phase: "execute",
    startedAt: "2026-01-01T00:00:09.000Z",
    settledAt: null,
    ...over,
  } as StepView;
}

const seconds = (shown: PhaseClock) =>
  Object.fromEntries(shown.phases.map(({ phase, seconds }) => [phase, seconds]));

test("between two answers time goes to the phase of the running step, and the phases still add up", () => {
  const shown = clockAt({ clock: clock(), steps: [step({})] }, began + 15_000);
  assert.equal(shown.totalSeconds, 15);
  assert.equal(seconds(shown)["execute"], 5);
  assert.equal(
    shown.phases.reduce((sum, each) => sum + each.seconds, 0),
    15,
  );
});

test("a gate that waits for people takes the time, whatever else runs", () => {
  const waiting = step({ status: "awaiting-approval", startedAt: null });
  const shown = clockAt({ clock: clock(), steps: [step({}), waiting] }, began + 15_000);
  assert.equal(seconds(shown)["decide"], 5);
});

test("the objective is shown as missed in the second in which it is missed", () => {
  const run = { clock: clock(), steps: [step({})] };
  assert.equal(clockAt(run, began + 60_000).verdict, "pending");
  assert.equal(clockAt(run, began + 60_001).verdict, "missed");
});

test("a clock that has stopped, or never began, does not move", () => {
  const ended = clock({ endedAt: "2026-01-01T00:00:10.000Z", verdict: "met" });
  assert.equal(clockAt({ clock: ended, steps: [] }, began + 99_000), ended);
  const none = clock({ beganAt: null, totalSeconds: null, phases: [], verdict: "no-impact" });
  assert.equal(clockAt({ clock: none, steps: [] }, began + 99_000), none);
});

test("a browser whose clock is behind never shows less than the server said", () => {
  assert.equal(clockAt({ clock: clock(), steps: [] }, began - 5000).totalSeconds, 10);
});
