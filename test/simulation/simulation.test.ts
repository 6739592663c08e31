import assert from "node:assert/strict";
import { test } from "node:test";
import { simulate } from "./simulate.ts";

/** Schedules of one run of the suite; `HOLDFAST_SIMULATION_FROM` chooses other seeds. */
const count = Number(process.env["HOLDFAST_SIMULATION_COUNT"] ?? 20_000);
const from = Number(process.env["HOLDFAST_SIMULATION_FROM"] ?? 1);

test(`[A7.4] ${count} schedules of crashes, freezes and edits lose no step and repeat no act unsaid`, async (t) => {
  const totals = { operations: 0, crashes: 0, freezes: 0, edits: 0 };
  for (let seed = from; seed < from + count; seed += 1) {
    const result = await simulate(seed);
    assert.deepEqual(result.faults, [], `seed ${seed}\n${result.trace.join("\n")}`);
    totals.operations += result.operations;
    totals.crashes += result.counts.crashes;
    totals.freezes += result.counts.freezes;
    totals.edits += result.counts.edits;
  }
  t.diagnostic(`seeds ${from} to ${from + count - 1}: ${JSON.stringify(totals)}`);
});

test("a schedule of the same seed happens the same way twice", async () => {
  const [one, other] = [await simulate(77), await simulate(77)];
  assert.deepEqual(one.trace, other.trace);
});
