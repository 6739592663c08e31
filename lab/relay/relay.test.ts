import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, test } from "node:test";
import type { RelayConfig } from "./config.ts";
import { type Relay, startRelay as openRelay } from "./relay.ts";
import { eventually } from "./eventually.test-kit.ts";

/** What a test has opened is closed after it, also when it failed. */
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function startRelay(config: RelayConfig): Promise<Relay> {
  const relay = await openRelay(config);
  closers.push(relay.close);
  return relay;
}

type Site = {
  readonly address: string;
  readonly bodies: string[];
  readonly connections: () => number;
  readonly close: () => Promise<void>;
};

/** A real HTTP server that notes every body it got; `answer` may keep its clients waiting. */
async function startSite(name: string, answer?: (response: http.ServerResponse) => void): Promise<Site> {
  const bodies: string[] = [];
  let connections = 0;
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => respond(request, response, body));
  });
  const respond = (request: http.IncomingMessage, response: http.ServerResponse, body: string) => {
    bodies.push(body);
    if (answer) answer(response);
    else response.end(JSON.stringify({ site: name, method: request.method, url: request.url, body }));
  };
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  closers.push(close);
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, bodies, connections: () => connections, close };
}

function entranceConfig(east: string, west: string, more: object = {}): RelayConfig {
  const orders = {
    listen: { port: 0 },
    targets: { east, west },
    active: "east",
    mode: "open",
    ...more,
  } as const;
  return { control: { port: 0 }, entrances: { orders }, links: {} };
}

function entranceOf(relay: Relay) {
  const entrance = relay.state().entrances["orders"];
  assert.ok(entrance);
  return { ...entrance, url: `http://127.0.0.1:${entrance.port}` };
}

async function order(relay: Relay, body: object, headers: object = {}) {
  const response = await fetch(`${relay.controlUrl}/entrances/orders`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { [name: string]: unknown } };
}

async function post(url: string, body: string) {
  const response = await fetch(url, { method: "POST", body });
  return { status: response.status, body: (await response.json()) as { [name: string]: unknown } };
}

test("a planned switch under constant load fails no request and loses none", async () => {
  const [east, west] = [await startSite("east"), await startSite("west")];
  const relay = await startRelay(entranceConfig(east.address, west.address));
  const { url } = entranceOf(relay);
  const statuses: number[] = [];
  const sites = new Set<unknown>();
  const sending = new AbortController();
  closers.push(() => Promise.resolve(sending.abort()));
  let sequence = 0;
  const client = async () => {
    while (!sending.signal.aborted) {
      const answer = await post(url, `order-${sequence++}`);
      statuses.push(answer.status);
      sites.add(answer.body["site"]);
    }
  };
  const clients = [client(), client(), client(), client()];
  // When the test has failed before it waits for them, they end with the relay, unheard.
  for (const ending of clients) ending.catch(() => {});
  await eventually(() => statuses.length > 50);
  assert.equal((await order(relay, { mode: "hold" })).status, 200);
  await eventually(() => entranceOf(relay).inFlight === 0 && entranceOf(relay).heldCount === 4);
  const reachedEast = east.bodies.length;
  assert.equal((await order(relay, { active: "west", mode: "open" })).status, 200);
  const before = statuses.length;
  await eventually(() => statuses.length > before + 50);
  sending.abort();
  await Promise.all(clients);
  assert.deepEqual([...new Set(statuses)], [200]);
  assert.deepEqual(sites, new Set(["east", "west"]));
  assert.equal(east.bodies.length, reachedEast, "nothing reaches the old target after the hold");
  assert.equal(new Set([...east.bodies, ...west.bodies]).size, sequence, "each request arrived exactly once");
  assert.equal(east.bodies.length + west.bodies.length, sequence);
  assert.ok(east.connections() <= 8, `connections to a target are kept: ${east.connections()}`);
});

test("a target that refuses connections gives 502 and says that nothing was sent", async () => {
  const east = await startSite("east");
  await east.close();
  const relay = await startRelay(entranceConfig(east.address, east.address));
  const answer = await post(entranceOf(relay).url, "x".repeat(1_000_000));
  assert.equal(answer.status, 502);
  assert.equal(answer.body["error"], "upstream-refused");
  assert.equal(answer.body["sent"], false);
});

test("a target that dies after the request was sent gives 502, says so, and is not asked again", async () => {
  const east = await startSite("east", (response) => response.destroy());
  const relay = await startRelay(entranceConfig(east.address, east.address));
  const answer = await post(entranceOf(relay).url, "one");
  assert.equal(answer.status, 502);
  assert.equal(answer.body["error"], "upstream-died");
  assert.equal(answer.body["sent"], true);
  assert.deepEqual(east.bodies, ["one"]);
});

test("a target that stays silent gives 504 and says that the request was sent", async () => {
  const east = await startSite("east", () => {});
  const relay = await startRelay(entranceConfig(east.address, east.address, { answerSeconds: 0.2 }));
  const answer = await post(entranceOf(relay).url, "one");
  assert.equal(answer.status, 504);
  assert.equal(answer.body["sent"], true);
});

test("a request is held for a bounded time only", async () => {
  const east = await startSite("east");
  const relay = await startRelay(
    entranceConfig(east.address, east.address, { mode: "hold", holdSeconds: 0.1 }),
  );
  const answer = await post(entranceOf(relay).url, "one");
  assert.equal(answer.status, 503);
  assert.equal(answer.body["error"], "held-too-long");
  assert.deepEqual(east.bodies, []);
});

test("an entrance that is off refuses at once, also what it held before", async () => {
  const east = await startSite("east");
  const relay = await startRelay(entranceConfig(east.address, east.address, { mode: "hold" }));
  const held = post(entranceOf(relay).url, "one");
  await eventually(() => entranceOf(relay).heldCount === 1);
  await order(relay, { mode: "off" });
  assert.equal((await held).body["error"], "entrance-off");
  assert.equal((await post(entranceOf(relay).url, "two")).status, 503);
  assert.deepEqual(east.bodies, []);
});

test("a request in flight can be cut: its client gets 502 and nothing is in flight any more", async () => {
  const east = await startSite("east", () => {});
  const relay = await startRelay(entranceConfig(east.address, east.address));
  const flying = post(entranceOf(relay).url, "one");
  await eventually(() => east.bodies.length === 1);
  assert.equal(entranceOf(relay).inFlightByTarget["east"], 1);
  await order(relay, { mode: "off", cutInFlight: true });
  const answer = await flying;
  assert.deepEqual([answer.status, answer.body["error"], answer.body["sent"]], [502, "cut-by-order", true]);
  await eventually(() => entranceOf(relay).inFlight === 0);
});

test("a client that gives up while it is held leaves nothing behind", async () => {
  const east = await startSite("east");
  const relay = await startRelay(entranceConfig(east.address, east.address, { mode: "hold" }));
  const giveUp = new AbortController();
  const held = fetch(entranceOf(relay).url, { method: "POST", body: "one", signal: giveUp.signal });
  await eventually(() => entranceOf(relay).heldCount === 1);
  giveUp.abort();
  await assert.rejects(held);
  await eventually(() => entranceOf(relay).heldCount === 0);
  await order(relay, { mode: "open" });
  assert.equal((await post(entranceOf(relay).url, "two")).status, 200);
  assert.deepEqual(east.bodies, ["two"]);
});

test("an order with an outdated generation is refused and changes nothing", async () => {
  const relay = await startRelay(entranceConfig("127.0.0.1:9", "127.0.0.1:9"));
  const { generation } = entranceOf(relay);
  assert.equal((await order(relay, { mode: "hold", ifGeneration: generation })).status, 200);
  const late = await order(relay, { active: "west", ifGeneration: generation });
  assert.equal(late.status, 409);
  assert.equal(late.body["active"], "east");
  assert.equal(entranceOf(relay).active, "east");
});

test("an order sent twice with one key is carried out once and answered alike", async () => {
  const relay = await startRelay(entranceConfig("127.0.0.1:9", "127.0.0.1:9"));
  const key = { "idempotency-key": "k1" };
  const first = await order(relay, { mode: "hold", ifGeneration: 1 }, key);
  await order(relay, { mode: "open" });
  const again = await order(relay, { mode: "hold", ifGeneration: 3 }, key);
  assert.deepEqual(again, first);
  assert.equal(entranceOf(relay).mode, "open");
  assert.equal((await order(relay, { mode: "off" }, key)).status, 422);
});

test("a malformed order is refused with what was expected, and changes nothing", async () => {
  const relay = await startRelay(entranceConfig("127.0.0.1:9", "127.0.0.1:9"));
  const before = relay.state();
  for (const body of [{ active: "north" }, { mode: "ajar" }, { modus: "open" }, { cutInFlight: 1 }, []]) {
    const answer = await order(relay, body);
    assert.equal(answer.status, 400, JSON.stringify(body));
    assert.match(String(answer.body["error"]), /order/);
  }
  assert.equal((await order(relay, { mode: "off" }, { "content-type": "text/plain" })).status, 415);
  assert.deepEqual(relay.state(), before);
});

test("a relay with a state file that is started again keeps to the orders it was given", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "holdfast-relay-"));
  closers.push(() => rm(folder, { recursive: true }));
  const config = {
    ...entranceConfig("127.0.0.1:9", "127.0.0.1:9"),
    stateFile: path.join(folder, "state.json"),
  };
  const first = await startRelay(config);
  await order(first, { active: "west" });
  await first.close();
  const second = await startRelay(config);
  assert.equal(entranceOf(second).active, "west");
});
