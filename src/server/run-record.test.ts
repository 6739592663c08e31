import assert from "node:assert/strict";
import { test } from "node:test";
import { plan, started, step } from "#core/run/run.test-kit.ts";
import type { RunState } from "#core/run/state.ts";
import { createRunRecord } from "./run-record.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const statement = { connector: "world", check: "loss", with: {}, withinSeconds: 1 };
const catalogue = {
  world: {
    access: null,
    checks: {},
    actions: {},
    meaning: { actions: {}, checks: { loss: { proves: "loss" } } },
  },
} as const;

/** A live run that is over; `pass` seconds later than others. */
function over(
  { lossSeconds, endedAt, later = 0 }: { lossSeconds: number | null; endedAt: string | null; later?: number },
  purpose: "failover" | "failback" = "failover",
): RunState {
  const steps = [step("loss", { work: { type: "check" }, verify: [statement] })];
  const impact = { lastGoodAt: null, beganAt: at(0), endedAt, failedTransactions: 1 };
  const run = started(steps, { impact, plan: plan(steps, { purpose }) });
  run.pass(later);
  run.succeed("loss", { lossSeconds });
  return run.state();
}

function recordOf(states: Map<string, RunState>) {
  let reads = 0;
  const record = createRunRecord({
    catalogue,
    handler: {
      read: async (run) => {
        reads += 1;
        return { state: states.get(run) ?? assert.fail(run), version: 1 };
      },
    },
    runs: async () => ({ runs: [...states.keys()], cursor: null }),
    stepHistories: async () => ({ test: { loss: [1, 2] } }),
  });
  return { record, reads: () => reads };
}

test("[B1.1] what is measured of a service comes from its newest run that shows it, and names that run", async () => {
  const states = new Map([
    ["newest", over({ lossSeconds: null, endedAt: at(90), later: 300 })],
    ["older", over({ lossSeconds: 2.5, endedAt: null, later: 200 })],
    ["oldest", over({ lossSeconds: 9, endedAt: at(9) })],
    ["home", over({ lossSeconds: 0, endedAt: at(1), later: 900 }, "failback")],
  ]);
  const { record } = recordOf(states);
  const { "service:orders": orders } = await record.outcomes();
  assert.deepEqual([orders?.rto?.run, orders?.rto?.seconds], ["newest", 90]);
  assert.deepEqual([orders?.rpo?.run, orders?.rpo?.seconds], ["older", 2.5]);
});

test("a service without any run has nothing measured, and a run is read again only once it went on", async () => {
  assert.deepEqual(await recordOf(new Map()).record.outcomes(), {});
  const states = new Map([["r", over({ lossSeconds: 1, endedAt: null })]]);
  const { record, reads } = recordOf(states);
  const lost = async () => (await record.outcomes())["service:orders"]?.rpo?.seconds;
  assert.equal(await lost(), 1);
  states.set("r", over({ lossSeconds: 3, endedAt: null }));
  assert.equal(await lost(), 1);
  assert.equal(reads(), 1);
  record.forget(["documents", "run/r"]);
  assert.equal(await lost(), 3);
  assert.deepEqual(await record.stepSeconds("test"), { loss: [1, 2] });
  assert.deepEqual(await record.stepSeconds("never-run"), {});
});
