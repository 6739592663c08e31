import assert from "node:assert/strict";
import { test } from "node:test";
import { runCampaign } from "./campaign.ts";
import { reportTable } from "./report-table.ts";

const seed = Number(process.env["HOLDFAST_CHAOS_SEED"] ?? 2026);

test("[A7.4] killed and frozen nodes and a killed database lose no step and repeat no act unsaid", async (t) => {
  const atLeast = { kills: 4, freezes: 2, databaseKills: 1, edits: 4 };
  const report = await runCampaign({ seed, seconds: 20, atLeast });
  t.diagnostic(reportTable(report));
  const { counts, verdict } = report;
  assert.deepEqual(verdict.faults, []);
  // Without faults that hit, and without acts, the pass would mean nothing.
  for (const name of ["kills", "freezes", "databaseKills", "edits"] as const) {
    assert.ok(counts[name] >= atLeast[name], `too few ${name}: ${counts[name]}`);
  }
  assert.ok(verdict.executorsLost > 0 && verdict.effects > 10);
});
