import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { IncidentView } from "#core/incident/view.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

const plan = `
apiVersion: holdfast/v1
kind: Function
metadata: { name: order-taking, title: Taking orders }
spec:
  owner: person:cem
  dependsOn: [service:orders]
  regulations: [DORA, GDPR]
---
apiVersion: holdfast/v1
kind: Plan
metadata: { name: orders, title: Orders without east }
spec:
  owner: team:dba
  covers: [service:orders]
  runbooks: [runbook:by-hand]
  authority:
    declare: [{ who: person:ben }, { who: person:cem, after: PT10M }]
    quorum: 1
    standDown: team:crisis
  communication:
    - { audience: Customers, channel: status-page, approver: person:ben, responsible: person:cem }
`;

const [ana, ben, cem] = ["person:ana", "person:ben", "person:cem"] as const;
let server: TestServer;

before(async () => {
  server = await startTestServer();
  writeFileSync(path.join(server.estateFolder, "plan.yaml"), plan);
  for (let tries = 0; tries < 300; tries++) {
    const answer = await ask(server, "GET", "/api/v1/documents/plan:orders", { as: ana });
    if (answer.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("the plan was not published");
});
after(() => server.stop());

async function open(title = "Orders fail"): Promise<IncidentView> {
  const body = { title, services: ["service:orders"] };
  const answer = await ask(server, "POST", "/api/v1/incidents", { as: ana, body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json() as IncidentView;
}

const post = (id: string, verb: string, as: string, body: object, headers = {}) =>
  ask(server, "POST", `/api/v1/incidents/${id}/${verb}`, { as, body, headers });

async function tell(id: string, verb: string, as: string, body: object): Promise<IncidentView> {
  const answer = await post(id, verb, as, body);
  assert.equal(answer.status, 200, answer.text);
  return answer.json() as IncidentView;
}

async function refused(id: string, verb: string, as: string, body: object): Promise<string> {
  const answer = await post(id, verb, as, body);
  assert.ok(answer.status >= 400 && answer.status < 500, answer.text);
  return (answer.json() as { code: string }).code;
}

test("[B3.1] [A7.3] [A2.6] an incident goes from its first fact to a declared disaster and back, each by the right person", async () => {
  const { id, clocks, severity } = await open();
  assert.equal(severity?.severity, 3);
  assert.ok(
    clocks.some(({ rule }) => rule === "dora-initial"),
    "the laws of the function count",
  );
  const began = new Date(Date.now() - 60_000).toISOString();
  await tell(id, "facts", ana, { fact: "impact-began-at", value: began });
  const worse = await tell(id, "facts", ana, { fact: "users-affected-percent", value: 80, estimate: true });
  assert.equal(worse.severity?.severity, 1);

  const desk = await ask(server, "GET", `/api/v1/incidents/${id}/desk`, { as: ana });
  assert.equal(desk.status, 200, desk.text);
  const shown = desk.json() as { plan: string; failover: { p90: number }; desk: Record<string, unknown> };
  assert.equal(shown.plan, "plan:orders");
  const tolerance = Date.parse(began) + 30 * 60_000;
  const moment = Date.parse(String(shown.desk["latestResponsibleMoment"]));
  assert.ok(Math.abs(tolerance - shown.failover.p90 * 1000 - moment) < 5);

  const judged = await tell(id, "plan-checks", ana, {
    steps: [{ step: "look", fits: "changed", reason: "look in west only" }],
  });
  assert.equal(judged.judged?.verdict, "fits-with-changes");
  assert.equal(
    await refused(id, "plan-checks", ana, { steps: [{ step: "look", fits: "no" }] }),
    "reason-missing",
  );

  assert.equal(await refused(id, "declare", ben, { reason: "x" }), "declaration-not-asked");
  await tell(id, "declaration", ana, { reason: "east does not answer" });
  assert.equal(await refused(id, "declare", ana, { reason: "I say so" }), "not-authorised");
  assert.equal(await refused(id, "declare", cem, { reason: "I say so" }), "not-authorised");
  assert.equal(await refused(id, "declare", ben, { reason: "it is gone" }), "infeasibility-not-shown");
  const tonight = new Date(Date.now() + 5 * 3600_000).toISOString();
  await tell(id, "repair-estimates", ana, { readyAt: tonight, reason: "parts are on their way" });
  const declared = await tell(id, "declare", ben, {
    reason: "it is gone",
    optionsNotTaken: ["wait for parts"],
  });
  assert.equal(declared.status, "declared");
  assert.equal(declared.declaration?.basis, "infeasible");
  assert.ok(declared.declaration?.votes[0]?.desk, "what the desk showed is kept");

  assert.equal(await refused(id, "stand-down", ana, { reason: "back" }), "not-authorised");
  await tell(id, "stand-down", ben, { reason: "orders work in west" });
  const closed = await tell(id, "close", ben, { reason: "done" });
  assert.equal(closed.status, "closed");
});

test("[B4.6] an update is approved by whom the plan names, and told from the facts", async () => {
  const { id } = await open();
  await tell(id, "facts", ana, { fact: "services-affected", value: ["service:orders"] });
  const text = await ask(server, "GET", `/api/v1/incidents/${id}/text?for=customer`, { as: ana });
  assert.match((text.json() as { text: string }).text, /Services affected: Orders/);
  const drafted = await tell(id, "updates", cem, { audience: "Customers", text: "Orders fail." });
  const update = drafted.updates[0]?.update ?? "";
  assert.equal(await refused(id, "update-approvals", cem, { update }), "doer-is-approver");
  assert.equal(await refused(id, "update-approvals", ana, { update }), "not-authorised");
  const approved = await tell(id, "update-approvals", ben, { update });
  assert.equal(approved.updates[0]?.status, "approved");
});

test("[A7.6] [B3.6] the log tells what was known at an instant, and the same request is carried out once", async () => {
  const { id } = await open();
  const before = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const key = { "idempotency-key": "note-1" };
  const first = await post(id, "notes", ana, { text: "smoke in the hall" }, key);
  const again = await post(id, "notes", ana, { text: "smoke in the hall" }, key);
  assert.equal((first.json() as IncidentView).version, (again.json() as IncidentView).version);
  const typesOf = async (query: string) => {
    const answer = await ask(server, "GET", `/api/v1/incidents/${id}/events${query}`, { as: ana });
    return (answer.json() as { events: { type: string }[] }).events.map(({ type }) => type);
  };
  assert.deepEqual(await typesOf(""), ["IncidentOpened", "SeverityClassified", "IncidentNoted"]);
  assert.deepEqual(await typesOf(`?until=${before}`), ["IncidentOpened", "SeverityClassified"]);
  const corrected = await post(id, "corrections", ana, { version: 3, text: "dust", reason: "looked again" });
  assert.equal(corrected.status, 200);
  assert.equal(
    await refused(id, "corrections", ana, { version: 99, text: "x", reason: "y" }),
    "entry-missing",
  );
});

test("reminders are given by the engine when they are due, and once", async () => {
  const { id } = await open();
  const startsAt = new Date(Date.now() + 1000).toISOString();
  await tell(id, "briefings", ana, { startsAt });
  for (let tries = 0; tries < 300; tries++) {
    const answer = await ask(server, "GET", `/api/v1/incidents/${id}/events`, { as: ana });
    const { events } = answer.json() as { events: { type: string }[] };
    if (events.filter(({ type }) => type === "Reminded").length === 1) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("nobody was reminded");
});

test("incidents are listed, the newest first, open and closed apart; what is missing or misshapen is said so", async () => {
  const first = await open("First");
  const second = await open("Second");
  await tell(second.id, "close", ana, { reason: "nothing", result: "false-alarm" });
  const list = async (status: string) => {
    const answer = await ask(server, "GET", `/api/v1/incidents?status=${status}`, { as: ana });
    return (answer.json() as { incidents: { id: string }[] }).incidents.map(({ id }) => id);
  };
  assert.equal((await list("open"))[0], first.id);
  assert.equal((await list("closed"))[0], second.id);
  assert.equal(await refused("nosuch", "notes", ana, { text: "x" }), "incident-missing");
  assert.equal(await refused(first.id, "facts", ana, { fact: "mood", value: 1 }), "fact-invalid");
  assert.equal(await refused(first.id, "facts", ana, { value: 1 }), "invalid-request");
});
