import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer } from "#server/server.test-kit.ts";
import { runVerb } from "../run-verb.test-kit.ts";

const plan = `
apiVersion: holdfast/v1
kind: Plan
metadata: { name: orders, title: Orders without east }
spec:
  owner: team:dba
  covers: [service:orders]
  runbooks: [runbook:by-hand]
  raci:
    - { task: Lead the failover, accountable: [team:crisis], responsible: [team:dba], informed: [person:cem] }
    - { task: Tell customers, accountable: [person:cem], responsible: [person:ben] }
`;

let server: TestServer;
const holdfast = (...args: string[]) => runVerb(["--url", server.url, "--as", "person:ana", ...args]);
before(async () => {
  server = await startTestServer();
  writeFileSync(path.join(server.estateFolder, "plan.yaml"), plan);
});
after(() => server.stop());

test("[B4.1] the board has the plan's tasks, the steps of runs and what was added, and ends with 1 while one has no single accountable", async () => {
  const made = await holdfast("incident", "open", "Orders fail", "--service", "service:orders", "--json");
  const { id } = JSON.parse(made.stdout) as { id: string };
  let shown = await holdfast("incident", "raci", id);
  for (let tries = 0; tries < 300 && !shown.stdout.includes("plan:orders"); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    shown = await holdfast("incident", "raci", id);
  }
  assert.equal(shown.code, 0, shown.stdout);
  assert.match(shown.stdout, /Lead the failover +team:crisis +team:dba +– +person:cem/);
  assert.equal((await holdfast("incident", "assign", id, "communications", "person:cem")).code, 0);
  const cem = ["--url", server.url, "--as", "person:cem"];
  await runVerb([...cem, "incident", "answer", id, "communications", "--decline", "--note", "on a plane"]);
  const gap = await holdfast("incident", "raci", id);
  assert.equal(gap.code, 1, gap.stdout);
  assert.match(
    gap.stdout,
    /error: person:cem is accountable for “Tell customers”.*; set somebody else accountable/,
  );

  const wrong = await holdfast("incident", "task", id, "Tell customers", "--accountable", "nobody");
  assert.notEqual(wrong.code, 0);
  const set = await holdfast("incident", "task", id, "tell customers", "--accountable", "person:ben");
  assert.equal(set.code, 0, set.stderr);
  const start = ["run", "start", "by-hand", "--mode", "rehearsal", "--reason", "try", "--yes"];
  const run = (await holdfast(...start)).stdout.trim();
  assert.equal((await holdfast("incident", "link-run", id, run)).code, 0);
  const whole = await holdfast("incident", "raci", id);
  assert.equal(whole.code, 0, whole.stdout);
  assert.match(whole.stdout, /tell customers +person:ben +person:ben/);
  assert.match(whole.stdout, /Look \(by-hand\) +team:dba/);
  assert.equal((await holdfast("incident", "task-done", id, "Tell customers")).code, 0);
  assert.match((await holdfast("incident", "raci", id)).stdout, /✓ tell customers/);
});
