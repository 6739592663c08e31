import assert from "node:assert/strict";
import { test } from "node:test";
import { runCampaign } from "./campaign.ts";
import { reportTable } from "./report-table.ts";

const seed = Number(process.env["HOLDFAST_CHAOS_SEED"] ?? 2026);

test("[A7.4] killed and frozen nodes and a killed database lose no step and repeat no act unsaid", async (t) => {
  const report = await runCampaign({ seed, seconds: 22 });
  t.diagnostic(reportTable(report));
  assert.deepEqual(report.verdict.faults, []);
  // Without faults and without acts the pass would mean nothing.
  const { counts, verdict } = report;
  assert.ok(counts.kills >= 3 && counts.freezes >= 1 && counts.databaseKills >= 1 && counts.edits >= 3);
  assert.ok(verdict.executorsLost > 0 && verdict.effects > 50);
});
