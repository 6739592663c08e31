import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Schemas } from "#client/client.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

const as = "person:ana";
const today = new Date();
const inDays = (days: number) => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** Beside the estate of the kit: a function that orders carry, a service nobody can bring back, and records with days. */
const more = `
apiVersion: holdfast/v1
kind: Function
metadata: { name: selling, title: Selling }
spec:
  owner: team:dba
  dependsOn: [service:orders]
  exposure: [{ after: PT1H, amount: 1000, currency: EUR }, { after: P1D, amount: 47000, currency: EUR }]
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: archive, title: "<b>Archive</b>" }
spec: { owner: team:dba, sites: [site:east], objectives: { rto: PT1M } }
---
apiVersion: holdfast/v1
kind: Vendor
metadata: { name: lines, title: Lines, suppress: [{ code: vendor-without-contact, reason: they never answer }] }
spec: {}
---
apiVersion: holdfast/v1
kind: Contract
metadata: { name: lines, title: Lines of east }
spec: { owner: team:dba, vendor: vendor:lines, expiresOn: ${inDays(20)} }
---
apiVersion: holdfast/v1
kind: Component
metadata: { name: host, title: Host }
spec: { site: site:east, type: host, access: { command: { allowed: [${process.execPath}] } } }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: tick, title: Tick }
spec:
  purpose: rebuild
  recovers: [component:host]
  accountable: team:dba
  steps:
    - id: tick
      title: Tick
      duration: PT1S
      action:
        connector: command
        do: run
        with: { target: "component:host", program: ${process.execPath}, arguments: ["-e", "0"] }
`;

let server: TestServer;
before(async () => {
  server = await startTestServer();
  writeFileSync(path.join(server.estateFolder, "more.yaml"), more);
  for (let waited = 0; waited < 300; waited += 1) {
    if ((await ask(server, "GET", "/api/v1/entities/service:archive", { as })).status === 200) return;
    await sleep(100);
  }
  assert.fail("the documents are not in use after 30 s");
});
after(() => server.stop());

async function get<Answer>(address: string): Promise<Answer> {
  const answer = await ask(server, "GET", `/api/v1/${address}`, { as });
  assert.equal(answer.status, 200, answer.text);
  return answer.json() as Answer;
}

type List = {
  entities: Schemas["EntityRow"][];
  total: number;
  nextCursor: string | null;
  kinds: Record<string, number>;
};

test("things are listed by kind, filtered, and page by page without gap or repetition", async () => {
  const services = await get<List>("entities?kind=service");
  assert.deepEqual(
    services.entities.map(({ ref }) => ref),
    ["service:archive", "service:orders"],
  );
  assert.equal(services.kinds["person"], 3);
  assert.equal((await get<List>("entities?kind=service&search=ORD%20dba")).total, 1);
  assert.equal((await get<List>("entities?site=site:east")).total, 4);
  assert.equal((await get<List>("entities?kind=person&team=team:dba")).total, 1);
  const seen: string[] = [];
  for (let cursor: string | null = "0"; cursor !== null; ) {
    const page: List = await get<List>(`entities?limit=3&cursor=${cursor}`);
    seen.push(...page.entities.map(({ ref }) => ref));
    cursor = page.nextCursor;
  }
  assert.equal(seen.length, (await get<List>("entities")).total);
  assert.equal(new Set(seen).size, seen.length);
  const wrong = await ask(server, "GET", "/api/v1/entities?kind=servic", { as });
  assert.equal(wrong.status, 400);
});

test("[A1.3] a thing tells what it relies on, what relies on it, who recovers it and who is to be called", async () => {
  const orders = await get<Schemas["Entity"]>("entities/service:orders");
  assert.deepEqual(
    orders.relations.reliesOn.map(({ members, origin }) => [members[0]?.ref, origin]),
    [["site:east", "site"]],
  );
  assert.deepEqual(
    orders.relations.reliedOnBy.map(({ members }) => members[0]?.ref),
    ["function:selling"],
  );
  assert.deepEqual(
    orders.relations.runbooks.map(({ name }) => name),
    ["by-hand"],
  );
  assert.deepEqual(
    orders.relations.contacts.map(({ ref }) => ref),
    ["person:ana"],
  );
  const missing = await ask(server, "GET", "/api/v1/entities/service:nowhere", { as });
  assert.equal((missing.json() as { code: string }).code, "document-missing");
});

test("runs stand beside everything they had to do with, and beside nothing else", async () => {
  const body = { runbook: "tick", mode: "rehearsal", reason: "look" };
  const started = await ask(server, "POST", "/api/v1/runs", { as, body });
  assert.equal(started.status, 201, started.text);
  const { id } = started.json() as Schemas["RunView"];
  const runsOf = async (ref: string) =>
    (await get<Schemas["Entity"]>(`entities/${ref}`)).runs.map((run) => run.id);
  for (const ref of ["runbook:tick", "component:host", "team:dba"])
    assert.deepEqual(await runsOf(ref), [id], ref);
  assert.deepEqual(await runsOf("service:orders"), []);
});

test("[A1.1] [B1.1] the answer counts what is unknown as unknown, and services come by what their loss costs", async () => {
  const { answer, services } = await get<Schemas["RecoveryReadiness"]>("readiness?after=3600");
  assert.equal(answer.status, "unknown");
  assert.deepEqual(
    services.map(({ ref, standing, functions, exposure }) => [ref, standing, functions, exposure[0]?.amount]),
    [
      ["service:orders", "unknown", ["function:selling"], 1000],
      ["service:archive", "unknown", [], undefined],
    ],
  );
  const unknown = answer.reasons.find(({ about }) => about === "unknown");
  assert.deepEqual(unknown?.refs, ["service:orders", "service:archive"]);
  const day = await get<Schemas["RecoveryReadiness"]>("readiness?after=86400");
  assert.equal(day.services[0]?.exposure[0]?.amount, 47_000);
});

test("[B1.6] what is due is told with its day, within the days that are asked for", async () => {
  const { items } = await get<Schemas["Agenda"]>("agenda?days=30");
  assert.deepEqual(
    items.map(({ type, on, ref }) => [type, on, ref]),
    [["contract", inDays(20), "contract:lines"]],
  );
  assert.deepEqual((await get<Schemas["Agenda"]>("agenda?days=5")).items, []);
});

test("findings are filtered and paged, the worst first, with what there is of all of them", async () => {
  const all = await get<Schemas["DiagnosticReport"]>("diagnostics");
  assert.equal(all.diagnostics.length, all.total);
  const sum = all.codes.reduce((total, { count }) => total + count, 0);
  assert.equal(sum, all.total);
  const [code] = all.codes;
  const one = await get<Schemas["DiagnosticReport"]>(`diagnostics?code=${code?.code}`);
  assert.equal(one.total, code?.count);
  const nobody = await get<Schemas["DiagnosticReport"]>("diagnostics?owner=nobody");
  assert.equal(nobody.total, all.owners.find(({ owner }) => owner === null)?.count ?? 0);
  const seen: string[] = [];
  for (let cursor: string | null = "0"; cursor !== null; ) {
    const address: string = `diagnostics?order=severity&limit=4&cursor=${cursor}`;
    const page = await get<Schemas["DiagnosticReport"]>(address);
    seen.push(...page.diagnostics.map(({ severity }) => severity));
    cursor = page.nextCursor;
  }
  assert.equal(seen.length, all.total);
  const order = ["error", "warning", "info"];
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
  );
});

test("an accepted finding is told apart, with the reason", async () => {
  const { accepted } = await get<{ accepted: Schemas["AcceptedDiagnostic"][] }>("diagnostics/accepted");
  assert.deepEqual(
    accepted.map(({ code, ref, reason }) => [code, ref, reason]),
    [["vendor-without-contact", "vendor:lines", "they never answer"]],
  );
  const { diagnostics } = await get<Schemas["DiagnosticReport"]>(
    "diagnostics?code=vendor-without-contact&ref=vendor:lines",
  );
  assert.deepEqual(diagnostics, []);
});

test("a finding is explained by its code, and a misspelt code names the closest", async () => {
  const rule = await get<Schemas["Rule"]>("rules/without-owner");
  assert.match(rule.text, /## What to do/);
  assert.equal(rule.acceptable, true);
  const wrong = await ask(server, "GET", "/api/v1/rules/without-onwer", { as });
  assert.equal(wrong.status, 404);
  assert.match((wrong.json() as { detail: string }).detail, /Did you mean without-owner\?/);
  const outside = await ask(server, "GET", `/api/v1/rules/${encodeURIComponent("../guides/analysis")}`, {
    as,
  });
  assert.equal(outside.status, 404);
});
