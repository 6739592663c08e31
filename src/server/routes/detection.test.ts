import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { IncidentView } from "#core/incident/view.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";
import type { DetectionAnswer, ReplayAnswer } from "../schemas/detection.ts";

const monitors = `
apiVersion: holdfast/v1
kind: Component
metadata: { name: orders-db, title: Database of orders }
spec:
  owner: team:dba
  site: site:east
  access:
    postgres: { host: db.test, port: 5432, database: orders, user: holdfast, password: secret:env/DB }
    http: { baseUrl: "http://db.test" }
---
apiVersion: holdfast/v1
kind: Component
metadata: { name: orders-db-copy }
spec: { owner: team:dba, replicaOf: component:orders-db }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: db-port, title: The database takes connections }
spec:
  owner: team:dba
  watches: [component:orders-db]
  check: { connector: postgres, check: status, with: { target: component:orders-db } }
  aspect: reachable
  every: PT20S
  threshold: { for: PT10S, quorum: 2 }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: db-answers, title: The database answers }
spec:
  owner: team:dba
  watches: [component:orders-db]
  check: { connector: postgres, check: writable, with: { target: component:orders-db } }
  every: PT20S
  threshold: { quorum: 1, for: PT5M }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: shaky, title: Shaky }
spec:
  owner: team:dba
  watches: [service:orders]
  check: { connector: http, check: healthy, with: { target: component:orders-db } }
  from: [elsewhere]
  every: PT20S
  threshold: { clearFor: PT0S, flapping: { failures: 2, within: PT1H } }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: alerts, title: What Prometheus says }
spec:
  owner: team:dba
  signals: { labels: { team: "dba*" }, namedBy: [component] }
`;

const watchdogMonitor = `
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: watchdog, title: Prometheus is alive }
spec:
  owner: team:dba
  signals: { labels: { alertname: Watchdog }, heartbeat: PT3S }
`;

const ana = "person:ana";
let server: TestServer;

async function eventually<Found>(what: string, look: () => Promise<Found | null | false>): Promise<Found> {
  for (let tries = 0; tries < 600; tries++) {
    const found = await look();
    if (found !== null && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(what);
}

const state = async () =>
  (await ask(server, "GET", "/api/v1/detection", { as: ana })).json() as DetectionAnswer;
const ruleNamed = async (rule: string) => (await state()).rules.find((one) => one.rule === rule) ?? null;

before(async () => {
  server = await startTestServer();
  writeFileSync(path.join(server.estateFolder, "monitors.yaml"), monitors);
  await eventually("the monitors were not published", () => ruleNamed("monitor:db-port"));
});
after(() => server.stop());
const pause = () => new Promise((resolve) => setTimeout(resolve, 3000));
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

async function send(vantage: string, monitor: string, looks: readonly (readonly [number, string])[]) {
  const observations = looks.map(([seconds, says]) => ({ monitor, at: ago(seconds), says, detail: says }));
  const body = { vantage, sentAt: ago(0), observations };
  const answer = await ask(server, "POST", "/intake/observations", { body });
  assert.equal(answer.status, 200, answer.text);
  return answer.json() as { taken: number; ignored: number };
}

async function incidents(): Promise<readonly IncidentView[]> {
  const answer = await ask(server, "GET", "/api/v1/incidents?limit=200", { as: ana });
  const { incidents: found } = answer.json() as { incidents: readonly { id: string }[] };
  return Promise.all(
    found.map(async ({ id }) => {
      const one = await ask(server, "GET", `/api/v1/incidents/${id}`, { as: ana });
      return one.json() as IncidentView;
    }),
  );
}

test("[B2.1] [B2.4] [A7.2] beyond its threshold a failure opens one incident with name, origin and witnesses, across a restart", async () => {
  await send("east", "monitor:db-port", [
    [60, "healthy"],
    [25, "failing"],
    [5, "failing"],
  ]);
  await send("east", "monitor:db-answers", [[5, "failing"]]);
  await pause();
  assert.deepEqual(await incidents(), [], "one vantage point is no quorum, and five seconds no five minutes");

  await send("west", "monitor:db-port", [
    [24, "failing"],
    [4, "failing"],
  ]);
  const opened = await eventually("no incident was opened", async () => (await incidents())[0] ?? null);
  const whole = await eventually("the incident was not told", async () => {
    const [one] = await incidents();
    return one !== undefined && one.facts.length > 0 && one;
  });
  assert.equal(whole.title, "primary dead: Database of orders");
  assert.equal(whole.openedBy?.type, "system");
  const [failure] = whole.failures;
  assert.equal(failure?.name, "primary dead");
  assert.deepEqual(failure?.witnesses.map(({ says }) => says).toSorted(), ["agrees", "agrees", "agrees"]);
  const began = Date.parse(String(whole.facts.find(({ fact }) => fact === "impact-began-at")?.value));
  assert.ok(Math.abs(Date.now() - began - 25_000) < 60_000, "impact began when the quorum saw it first");

  server = await server.restart();
  const isRaised = async () => (await ruleNamed("monitor:db-port"))?.status === "raised";
  await eventually("the rule is not raised after the restart", isRaised);
  await pause();
  const found = await incidents();
  assert.deepEqual(
    found.map(({ id }) => id),
    [opened.id],
  );
  const log = await ask(server, "GET", `/api/v1/incidents/${opened.id}/events`, { as: ana });
  const { events } = log.json() as { events: readonly { type: string; data: { text?: string } }[] };
  const count = (type: string) => events.filter((event) => event.type === type).length;
  assert.deepEqual([count("IncidentOpened"), count("SignalsAttached"), count("FailureNamed")], [1, 1, 1]);
  assert.match(events.at(-1)?.data.text ?? "", /Probable origin/);
});

test("[A4.5] an alert from outside is put to what its label names, and joins the incident that is open about it", async () => {
  const alert = {
    status: "firing",
    labels: { alertname: "PostgresDown", team: "dba-east", component: "orders-db" },
    startsAt: ago(30),
    fingerprint: "pg",
  };
  const stranger = { ...alert, labels: { alertname: "Unheard" }, fingerprint: "other" };
  const answer = await ask(server, "POST", "/intake/alertmanager", {
    body: { version: "4", alerts: [alert, stranger] },
  });
  assert.equal(answer.status, 200, answer.text);
  await eventually("the alert did not join", async () => {
    const [only, more] = await incidents();
    return more === undefined && only?.signals.some(({ title }) => title === "What Prometheus says");
  });
  const rule = await ruleNamed("monitor:alerts component:orders-db");
  assert.equal(rule?.status, "raised");
  assert.deepEqual(
    (await state()).unmapped.map(({ title }) => title),
    ["Unheard"],
  );
});

test("[A4.5] an alert that is over ends its failure, though its sender does not say again what it was about", async () => {
  const payload = { summary: "copy lags", source: "probe", severity: "critical" };
  const event = { routing_key: "k", dedup_key: "lag", event_action: "trigger" };
  const details = { custom_details: { team: "dba-west", component: "orders-db-copy" } };
  await ask(server, "POST", "/v2/enqueue", { body: { ...event, payload: { ...payload, ...details } } });
  const rule = "monitor:alerts component:orders-db-copy";
  await eventually("it is not raised", async () => (await ruleNamed(rule))?.status === "raised");
  await ask(server, "POST", "/v2/enqueue", { body: { ...event, event_action: "resolve" } });
  await eventually("it is not over", async () => (await ruleNamed(rule))?.status === "well");
});

test("[B2.1] a rule that flaps is held until a person acknowledges it with a reason", async () => {
  await send("elsewhere", "monitor:shaky", [
    [40, "failing"],
    [30, "healthy"],
    [20, "failing"],
    [10, "healthy"],
  ]);
  const flapping = await eventually("it does not flap", async () => {
    const rule = await ruleNamed("monitor:shaky");
    return rule?.flappingSince !== null && rule;
  });
  assert.equal(flapping.status, "raised", "well again, and held all the same");
  const acknowledge = (reason: string) =>
    ask(server, "POST", "/api/v1/detection/acknowledge", {
      as: ana,
      body: { rule: "monitor:shaky", reason },
    });
  assert.equal((await acknowledge("")).status, 422);
  assert.equal((await acknowledge("a loose cable")).status, 200);
  await eventually("it is still held", async () => (await ruleNamed("monitor:shaky"))?.status !== "raised");
  assert.equal((await acknowledge("again")).status, 409);
});

test("[B2.1] a monitoring that falls silent is noticed, though nothing sends", async () => {
  const watchdog = {
    status: "firing",
    labels: { alertname: "Watchdog" },
    startsAt: ago(3600),
    fingerprint: "w",
  };
  writeFileSync(path.join(server.estateFolder, "watchdog.yaml"), watchdogMonitor);
  const beat = () => ask(server, "POST", "/intake/alertmanager", { body: { alerts: [watchdog] } });
  await eventually("it is not heard", async () => {
    await beat();
    return (await ruleNamed("monitor:watchdog"))?.status === "well";
  });
  const silent = await eventually(
    "its silence opens nothing",
    async () => (await incidents()).find(({ title }) => title.startsWith("monitoring silent")) ?? null,
  );
  assert.match(silent.failures[0]?.because ?? "", /too few vantage points/);
});

test("[B2.1] a replay tells what other thresholds would have done, and false alarms from outages", async () => {
  const answer = await ask(server, "GET", "/api/v1/detection/replay?rule=monitor:db-port", { as: ana });
  assert.equal(answer.status, 200, answer.text);
  const { rows, outages, looks } = answer.json() as ReplayAnswer;
  assert.equal(looks, 5);
  assert.equal(outages.length, 1);
  const current = rows.find(({ isCurrent }) => isCurrent);
  assert.deepEqual([current?.missed.length, current?.falseAlarms.length], [0, 0]);
  assert.ok((current?.medianSeconds ?? -1) >= 0);
  const missing = await ask(server, "GET", "/api/v1/detection/replay?rule=monitor:none", { as: ana });
  assert.equal(missing.status, 404);
});

test("an agent learns what to look at and how to reach it, but no secret; its token opens its own door alone", async () => {
  const tasksOf = async (vantage: string, headers = {}) => {
    const answer = await ask(server, "GET", `/intake/probes?vantage=${vantage}`, { headers });
    return {
      status: answer.status,
      text: answer.text,
      tasks: () => (answer.json() as { tasks: Task[] }).tasks,
    };
  };
  type Task = { monitor: string; access: object };
  const given = await tasksOf("east");
  assert.deepEqual(
    given.tasks().map(({ monitor }) => monitor),
    ["monitor:db-port", "monitor:db-answers"],
    "what names other vantage points is theirs",
  );
  assert.match(given.text, /secret:env\/DB/);
  const admitted = await ask(server, "POST", "/api/v1/detection/agents", {
    as: "person:ben",
    body: { name: "south" },
  });
  assert.equal(admitted.status, 201, admitted.text);
  const authorization = `Bearer ${(admitted.json() as { token: string }).token}`;
  assert.equal((await tasksOf("south", { authorization })).status, 200);
  assert.equal((await tasksOf("east", { authorization })).status, 403, "it speaks for no other");
  const other = await ask(server, "GET", "/api/v1/runs", { headers: { authorization } });
  assert.equal(other.status, 401, "it opens nothing else");
  const again = await ask(server, "POST", "/api/v1/detection/agents", {
    as: "person:ben",
    body: { name: "south" },
  });
  assert.equal(again.status, 409);
  const revoke = () => ask(server, "POST", "/api/v1/detection/agents/south/revoke", { as: "person:ben" });
  assert.equal((await revoke()).status, 200);
  assert.equal((await tasksOf("south", { authorization })).status, 401);
  assert.equal((await revoke()).status, 404);
});

test("observations that are misshapen are refused with their place, and those for no monitor are told apart", async () => {
  const body = {
    vantage: "east",
    sentAt: ago(0),
    observations: [{ monitor: "monitor:db-port", at: "noon", says: "x" }],
  };
  const answer = await ask(server, "POST", "/intake/observations", { body });
  assert.equal(answer.status, 400, answer.text);
  assert.match(answer.text, /observations\/0/);
  assert.deepEqual(await send("east", "monitor:gone", [[1, "failing"]]), { taken: 0, ignored: 1 });
});
