import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IncidentView } from "#core/incident/view.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

type Kept = { number: number; title: string; status: string; fingerprint: string };

async function listed(): Promise<readonly Kept[]> {
  const answer = await ask(server, "GET", "/api/v1/signals?limit=500", { as: "person:ana" });
  assert.equal(answer.status, 200, answer.text);
  return (answer.json() as { signals: readonly Kept[] }).signals;
}

const named = async (title: string) => (await listed()).filter((signal) => signal.title === title);

const alert = (name: string, more: object = {}) => ({
  status: "firing",
  labels: { alertname: name, service: "orders" },
  annotations: { summary: "orders fail" },
  startsAt: "2026-11-25T14:00:00Z",
  endsAt: "0001-01-01T00:00:00Z",
  fingerprint: name,
  ...more,
});

const send = (url: string, body: unknown, headers = {}) => ask(server, "POST", url, { body, headers });

test("[B2.1] what is delivered again is kept once; resolved and begun again are signals of their own", async () => {
  const group = { version: "4", alerts: [alert("repeated")] };
  for (let tries = 0; tries < 3; tries++) {
    const answer = await send("/intake/alertmanager", group);
    assert.equal(answer.status, 200, answer.text);
  }
  assert.equal((await named("repeated")).length, 1);
  const over = alert("repeated", { status: "resolved", endsAt: "2026-11-25T14:10:00Z" });
  await send("/intake/alertmanager", {
    alerts: [over, alert("repeated", { startsAt: "2026-11-25T15:00:00Z" })],
  });
  assert.deepEqual(
    (await named("repeated")).map(({ status }) => status),
    ["firing", "resolved", "firing"],
  );
});

test("[A4.5] whatever pages PagerDuty can page us: its words, its keys, its refusals", async () => {
  const payload = { summary: "database down", source: "probe", severity: "critical" };
  const first = await send("/v2/enqueue", { routing_key: "k", event_action: "trigger", payload });
  assert.equal(first.status, 202, first.text);
  const { dedup_key: key, status } = first.json() as { dedup_key: string; status: string };
  assert.equal(status, "success");
  const again = { routing_key: "k", event_action: "trigger", dedup_key: key, payload };
  await send("/v2/enqueue", again);
  assert.equal((await named("database down")).length, 1, "a repeated trigger is the same alert");
  await send("/v2/enqueue", { event_action: "resolve", dedup_key: key });
  await send("/v2/enqueue", again);
  const all = (await listed()).filter(({ fingerprint }) => fingerprint === key);
  assert.deepEqual(
    all.map(({ status: each }) => each),
    ["firing", "resolved", "firing"],
    "after it was resolved, a trigger is news again",
  );
  const bad = await send("/v2/enqueue", { event_action: "trigger", payload: { summary: "x" } });
  assert.equal(bad.status, 400);
  assert.equal((bad.json() as { status: string }).status, "invalid event");
});

test("what can be read of a payload is kept, what cannot is named, and nothing readable is refused", async () => {
  const some = await send("/intake/alertmanager", { alerts: [alert("good"), { labels: {} }] });
  assert.equal(some.status, 200);
  assert.deepEqual((some.json() as { faults: { pointer: string }[] }).faults[0]?.pointer, "/alerts/1");
  assert.equal((await named("good")).length, 1);
  assert.equal((await send("/intake/alertmanager", { alerts: "none" })).status, 400);
  const broken = await ask(server, "POST", "/intake/grafana", {
    body: "{ not json",
    headers: { "content-type": "application/json" },
  });
  assert.equal(broken.status, 400);
  const big = await send("/v2/enqueue", { event_action: "trigger", more: "x".repeat(600_000) });
  assert.equal(big.status, 413);
});

test("CloudEvents and shapes of one's own come in, NUL letters and all", async () => {
  const event = {
    specversion: "1.0",
    id: "1",
    source: "/east",
    type: "disk.full",
    data: { note: "a\u0000b" },
  };
  const body = JSON.stringify(event);
  const cloud = await ask(server, "POST", "/intake/cloudevents", {
    body,
    headers: { "content-type": "application/cloudevents+json" },
  });
  assert.equal(cloud.status, 200, cloud.text);
  assert.equal((await named("disk.full")).length, 1);
  const query = "title=/check/name&status=/check/state&labels=/tags";
  const own = await send(`/intake/generic?${query}`, {
    check: { name: "own check", state: "down" },
    tags: {},
  });
  assert.equal(own.status, 200, own.text);
  assert.equal((await named("own check")).length, 1);
  assert.equal((await send("/intake/generic?title=check", {})).status, 400);
});

test("ten thousand alerts in a burst are all there, each once", async () => {
  const groups = Array.from({ length: 100 }, (_, group) => ({
    alerts: Array.from({ length: 100 }, (__, index) =>
      alert("burst", { fingerprint: `burst ${group} ${index}` }),
    ),
  }));
  const answers = await Promise.all(
    [...groups, ...groups.slice(0, 10)].map((group) => send("/intake/alertmanager", group)),
  );
  for (const { status, text } of answers) assert.equal(status, 200, text);
  const numbers = new Set<string>();
  let cursor: string | null = null;
  do {
    const from: string = cursor === null ? "" : `&cursor=${cursor}`;
    const answer = await ask(server, "GET", `/api/v1/signals?limit=500${from}`, { as: "person:ana" });
    const page = answer.json() as { signals: readonly Kept[]; nextCursor: string | null };
    for (const { title, fingerprint } of page.signals) {
      if (title !== "burst") continue;
      assert.ok(!numbers.has(fingerprint), "kept twice");
      numbers.add(fingerprint);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  assert.equal(numbers.size, 10_000);
});

test("[A7.2] signals are put to an incident, and name the service that their labels name", async () => {
  await send("/intake/alertmanager", { alerts: [alert("attached")] });
  const [signal] = await named("attached");
  assert.ok(signal);
  const opened = await ask(server, "POST", "/api/v1/incidents", {
    as: "person:ana",
    body: { title: "Orders" },
  });
  const { id } = opened.json() as IncidentView;
  const answer = await ask(server, "POST", `/api/v1/incidents/${id}/signals`, {
    as: "person:ana",
    body: { signals: [signal.number] },
  });
  assert.equal(answer.status, 200, answer.text);
  assert.equal((answer.json() as IncidentView).signals[0]?.component, "service:orders");
});
