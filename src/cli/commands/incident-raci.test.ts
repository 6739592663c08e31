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
---
apiVersion: holdfast/v1
kind: Component
metadata: { name: orders-db, title: Database of orders }
spec: { owner: team:dba, site: site:east }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: shop, title: Shop }
spec: { owner: team:dba, sites: [site:east], mode: single-site, dependsOn: [service:orders] }
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

test("[B2.3] whoever assesses an incident is given the map around it, the catalogue and the plans at once", async () => {
  const hit = [
    "--service",
    "service:orders",
    "--component",
    "component:orders-db",
    "--component",
    "component:gone",
  ];
  const made = await holdfast("incident", "open", "Orders fail", ...hit, "--json");
  const { id } = JSON.parse(made.stdout) as { id: string };
  const { stdout } = await holdfast("incident", "pack", id, "--json");
  const pack = JSON.parse(stdout) as {
    services: { ref: string; objectives: { rtoSeconds: number } }[];
    needs: { ref: string; distance: number }[];
    neededBy: { ref: string }[];
    plans: { ref: string; runbooks: string[] }[];
    unknown: string[];
  };
  assert.deepEqual(
    pack.services.map(({ ref, objectives }) => [ref, objectives.rtoSeconds]),
    [["service:orders", 1800]],
  );
  assert.deepEqual(
    pack.needs.map(({ ref, distance }) => [ref, distance]),
    [["site:east", 1]],
  );
  assert.deepEqual(
    pack.neededBy.map(({ ref }) => ref),
    ["service:shop"],
  );
  assert.deepEqual(
    pack.plans.map(({ ref, runbooks }) => [ref, ...runbooks]),
    [["plan:orders", "runbook:by-hand"]],
  );
  assert.deepEqual(pack.unknown, ["component:gone"]);
  const shown = await holdfast("incident", "pack", id);
  assert.match(shown.stdout, /service:orders {2}Orders, team:dba, RTO 30 min/);
  assert.match(shown.stdout, /component:gone {2}no document describes it/);
});
