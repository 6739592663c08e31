import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { runVerb } from "../run-verb.test-kit.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-schedule-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const runbook = (name: string, rto: string, duration: string) => `---
apiVersion: holdfast/v1
kind: Service
metadata: { name: ${name} }
spec: { objectives: { rto: ${rto} } }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: restore-${name} }
spec:
  purpose: restore
  recovers: [service:${name}]
  accountable: team:dba
  steps:
    - { id: work, person: { instructions: Do it }, duration: ${duration} }
    - { id: tidy, phase: restore, person: { instructions: Tidy up }, duration: PT3H }
`;

const team = "apiVersion: holdfast/v1\nkind: Team\nmetadata: { name: dba }\nspec: { capacity: 1 }\n";

test("[B1.3] runbooks that begin together are shown with their conflict, and what serving either first costs", async () => {
  writeFileSync(
    path.join(folder, "estate.yaml"),
    team + runbook("orders", "PT1H", "PT50M") + runbook("pay", "PT4H", "PT30M"),
  );
  const names = ["--runbook", "restore-orders", "restore-pay"];
  const { stdout } = await runVerb(["schedule", folder, ...names]);
  assert.match(stdout, /team:dba: restore-orders and restore-pay need 2 of 1 from 0 s to/);
  assert.match(stdout, /served first/);
  const { conflicts } = JSON.parse((await runVerb(["schedule", folder, ...names, "--json"])).stdout) as {
    conflicts: { clashes: unknown[]; orders: { order: string[]; ends: { isMet: boolean }[] }[] };
  };
  assert.deepEqual(
    conflicts.orders.map(({ order }) => order[0]),
    ["restore-orders", "restore-pay"],
  );
  const more = await runVerb(["schedule", folder, ...names, "--capacity", "team:dba=2"]);
  assert.match(more.stdout, /None of them needs people or things that another needs/);
});

test("what is done after the service is back does not count against its RTO", async () => {
  writeFileSync(path.join(folder, "estate.yaml"), team + runbook("orders", "PT1H", "PT50M"));
  assert.equal((await runVerb(["schedule", folder, "--runbook", "restore-orders"])).code, 0);
  writeFileSync(path.join(folder, "estate.yaml"), team + runbook("orders", "PT1H", "PT70M"));
  assert.equal((await runVerb(["schedule", folder, "--runbook", "restore-orders"])).code, 1);
});
