import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startHoldfastServer } from "#lab/drill/holdfast-server.ts";
import type { TestServer } from "#store/test-database.ts";
import { insertsPerSecond } from "./floor.ts";
import { percentile, type Row, short } from "./table.ts";

const senders = 32;
const floodSeconds = 8;
const pages = 60;
const viewers = 50;
const updates = 40;
const reader = { "x-holdfast-actor": "person:ana" };

/** A service with a plan of its own for each alert of the measurement: each opens an incident and calls somebody. */
function estateText(): string {
  const one = (at: number) => `---
apiVersion: holdfast/v1
kind: Component
metadata: { name: c${at} }
spec: { owner: team:dba }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: s${at} }
spec: { owner: team:dba, dependsOn: [component:c${at}] }
---
apiVersion: holdfast/v1
kind: Plan
metadata: { name: p${at} }
spec:
  owner: team:dba
  covers: [service:s${at}]
  activation: { callOut: at-once, criteria: [{ text: It is down }] }
  roles: [{ role: lead, holder: person:ana }]
`;
  return `apiVersion: holdfast/v1
kind: Team
metadata: { name: dba }
spec: { capacity: 1, members: [person:ana] }
---
apiVersion: holdfast/v1
kind: Person
metadata: { name: ana }
spec: { email: ana@example.test, phone: "+49 151 1", teams: [team:dba] }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: alerts }
spec: { owner: team:dba, aspect: answers, signals: { labels: { alertname: Down }, namedBy: [component] } }
${Array.from({ length: pages + 1 }, (_, at) => one(at)).join("")}`;
}

const payload = (labels: object, key: string, count = 1) => ({
  version: "4",
  status: "firing",
  receiver: "holdfast",
  groupKey: key,
  alerts: Array.from({ length: count }, (_, at) => ({
    status: "firing",
    labels: { ...labels, at: String(at) },
    annotations: {},
    startsAt: new Date().toISOString(),
    fingerprint: `${key}-${at}`,
  })),
});

/** Sends JSON over connections that stay open; `fetch` would measure itself. */
function poster(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  const { port } = new URL(url);
  const send = (method: string, where: string, body: object | null, headers: object = {}) =>
    new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
      const text = body === null ? "" : JSON.stringify(body);
      const given = {
        ...headers,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
      };
      const asked = request(
        { agent, host: "127.0.0.1", port, method, path: where, headers: given },
        (answer) => {
          let read = "";
          answer.setEncoding("utf8");
          answer.on("data", (part: string) => (read += part));
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text: read }));
        },
      );
      asked.on("error", reject);
      asked.end(text);
    });
  return { send, close: () => agent.destroy() };
}

type Poster = ReturnType<typeof poster>;

/** Durable alerts per second while `senders` connections send one request after another. */
async function flood({ send }: Poster, perRequest: number): Promise<number> {
  let taken = 0;
  let number = 0;
  const until = performance.now() + floodSeconds * 1000;
  await Promise.all(
    Array.from({ length: senders }, async () => {
      while (performance.now() < until) {
        number += 1;
        const body = payload({ alertname: "Nobody" }, `flood-${perRequest}-${number}`, perRequest);
        const { status } = await send("POST", "/intake/alertmanager", body);
        if (status === 200) taken += perRequest;
        else await sleep(100);
      }
    }),
  );
  return taken / floodSeconds;
}

/** A provider that notes when it is handed a message. */
async function startProvider() {
  const arrived: number[] = [];
  const server = createServer((asked, answer) => {
    asked.resume().on("end", () => {
      arrived.push(performance.now());
      answer.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, arrived, close: () => server.close() };
}

/** Milliseconds from the sending of an alert to a provider's receiving of the call that follows, one after another. */
async function alertToPage({ send }: Poster, arrived: readonly number[]): Promise<readonly number[]> {
  const delays: number[] = [];
  for (let at = 0; at <= pages; at += 1) {
    const before = arrived.length;
    const sentAt = performance.now();
    await send(
      "POST",
      "/intake/alertmanager",
      payload({ alertname: "Down", component: `c${at}` }, `page-${at}`),
    );
    while (arrived.length === before) {
      if (performance.now() - sentAt > 30_000) throw new Error(`nobody was called for c${at}`);
      await sleep(1);
    }
    // The first one compiles the way.
    if (at > 0) delays.push((arrived[before] ?? Number.NaN) - sentAt);
  }
  return delays;
}

/** Milliseconds from a note to each of the viewers having the incident with the note, by feed and new look. */
async function liveUpdates(url: string, { send }: Poster, incident: string): Promise<readonly number[]> {
  const delays: number[] = [];
  const closing = new AbortController();
  let sentAt = 0;
  let waiting = 0;
  const view = async () => {
    const response = await fetch(`${url}/api/v1/feed`, { headers: reader, signal: closing.signal });
    for await (const part of response.body ?? []) {
      if (sentAt === 0 || !Buffer.from(part).toString().includes("IncidentNoted")) continue;
      await send("GET", `/api/v1/incidents/${incident}`, null, reader);
      delays.push(performance.now() - sentAt);
      waiting -= 1;
    }
  };
  const watching = Array.from({ length: viewers }, () => view().catch(() => {}));
  await sleep(1500);
  for (let at = 0; at < updates; at += 1) {
    waiting = viewers;
    sentAt = performance.now();
    await send("POST", `/api/v1/incidents/${incident}/notes`, { text: `note ${at}` }, reader);
    while (waiting > 0 && performance.now() - sentAt < 10_000) await sleep(2);
  }
  closing.abort();
  await Promise.all(watching);
  return delays.slice(viewers);
}

/** Alerts in, people called, pages kept up to date: what an incident costs the server that holds it. */
export async function intakeSpeed(server: TestServer): Promise<readonly Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-bench-"));
  // The embedded database of a server that root starts runs as somebody else, who has to get in.
  chmodSync(folder, 0o755);
  const estateFolder = path.join(folder, "estate");
  mkdirSync(estateFolder);
  writeFileSync(path.join(estateFolder, "estate.yaml"), estateText());
  const provider = await startProvider();
  const channels = path.join(folder, "channels.yaml");
  writeFileSync(
    channels,
    `ladder: [{ channel: voice }]\nproviders:\n  - { type: voice, name: calls, url: "http://127.0.0.1:${provider.port}/" }\n`,
  );
  const holdfast = await startHoldfastServer({
    dataFolder: path.join(folder, "data"),
    estateFolder,
    labUrl: "http://127.0.0.1:9",
    logFile: path.join(folder, "server.log"),
    flags: ["--channels", channels],
  });
  const post = poster(holdfast.url);
  try {
    await sleep(2000);
    const delays = await alertToPage(post, provider.arrived);
    const { text } = await post.send("GET", "/api/v1/incidents", null, reader);
    const { incidents } = JSON.parse(text) as { incidents: readonly { id: string }[] };
    const live = await liveUpdates(holdfast.url, post, incidents[0]?.id ?? "");
    const single = await flood(post, 1);
    const grouped = await flood(post, 10);
    const floor = await insertsPerSecond(await server.newDatabase(), senders, floodSeconds);
    return [
      ["alerts/s one a request ÷ plain inserts/s, one commit each", short(single / floor)],
      ["alerts/s ten a request ÷ plain inserts/s", short(grouped / floor)],
      ["durable alerts/s, one a request (target 2,000)", short(single)],
      ["durable alerts/s, ten a request", short(grouped)],
      [`plain inserts/s, ${senders} connections`, short(floor)],
      ["alert to provider, p99, ms (target 1,000)", short(percentile(delays, 0.99))],
      ["alert to provider, p50, ms", short(percentile(delays, 0.5))],
      [`note to ${viewers} viewers, p99, ms (target 200)`, short(percentile(live, 0.99))],
      [`note to ${viewers} viewers, p50, ms`, short(percentile(live, 0.5))],
    ];
  } finally {
    post.close();
    await holdfast.stop();
    provider.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
