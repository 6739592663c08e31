import assert from "node:assert/strict";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { type Relay, startRelay } from "#lab/relay/relay.ts";
import { relayConnector } from "./index.ts";

let relay: Relay;
const sites: http.Server[] = [];
/** Requests that are answered when a test wants it. */
const waiting = new Set<http.ServerResponse>();

/** A site whose answers take a moment, so that requests are in flight at any time. */
async function startSite(name: string): Promise<string> {
  const site = http.createServer((request, response) => {
    if (request.url === "/wait") waiting.add(response);
    else setTimeout(() => response.end(name), 20);
  });
  sites.push(site);
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(site.address() as AddressInfo).port}`;
}

before(async () => {
  const targets = { east: await startSite("east"), west: await startSite("west") };
  const orders = { listen: { port: 0 }, targets, active: "east", mode: "open" } as const;
  relay = await startRelay({ control: { port: 0 }, entrances: { orders }, links: {} });
});
after(async () => {
  await relay.close();
  for (const site of sites) site.close().closeAllConnections();
});

let calls = 0;
async function call(
  kind: "act" | "plan",
  name: string,
  given: JsonObject = {},
  controlUrl = relay.controlUrl,
): Promise<Outcome> {
  const action = relayConnector.actions[name];
  assert.ok(action);
  const parameters = action.parameters.parse({ target: "component:relay", entrance: "orders", ...given });
  const { signal } = new AbortController();
  return action[kind](parameters, {
    access: () => Promise.resolve({ controlUrl }),
    key: `k${calls++}`,
    signal,
  });
}

test("hold, drain, switch, release: clients that never pause see no error and are served by the other site", async (context) => {
  const url = `http://127.0.0.1:${relay.state().entrances["orders"]?.port}/`;
  const answers: string[] = [];
  const stop = new AbortController();
  context.after(() => stop.abort());
  const client = async () => {
    while (!stop.signal.aborted) {
      const response = await fetch(url, { method: "POST", body: "x" });
      answers.push(`${response.status} ${await response.text()}`);
    }
  };
  const clients = Array.from({ length: 8 }, client);
  // When the test has failed before it waits for them, they end with the relay, unheard.
  for (const ending of clients) ending.catch(() => {});
  while (answers.length < 20) await sleep(5);
  const early = await call("act", "switch", { to: "west" });
  assert.match("message" in early ? early.message : "", /is open to east: hold it/);
  for (const [name, given] of [
    ["hold"],
    ["drain"],
    ["switch", { to: "west" }],
    ["release", { to: "west" }],
  ] as const) {
    const outcome = await call("act", name, given);
    assert.equal(outcome.status, "done", `${name}: ${JSON.stringify(outcome)}`);
  }
  const before = answers.length;
  while (answers.length < before + 30) await sleep(5);
  stop.abort();
  await Promise.all(clients);
  assert.deepEqual(new Set(answers), new Set(["200 east", "200 west"]));
  assert.equal(
    answers.lastIndexOf("200 east") < before + clients.length,
    true,
    "no request reaches the old site later",
  );
});

test("the plan of a switch says from where to where, and what must come before it, and touches nothing", async () => {
  const before = relay.state();
  const outcome = await call("plan", "switch", { to: "east", release: true });
  assert.equal(outcome.status, "done");
  const { from, to, onlyAfter } = (outcome as { output: { [name: string]: unknown } }).output;
  assert.deepEqual(
    [from, to],
    [
      { active: "west", mode: "open" },
      { active: "east", mode: "open" },
    ],
  );
  assert.ok(typeof onlyAfter === "string" && onlyAfter.includes("hold it or turn it off"));
  assert.deepEqual(relay.state(), before);
});

test("a switch while the old target still works on requests is refused, unless it is said to be fenced", async () => {
  const url = `http://127.0.0.1:${relay.state().entrances["orders"]?.port}/wait`;
  const flying = fetch(url);
  while (waiting.size === 0) await sleep(1);
  await call("act", "hold");
  const refused = await call("act", "switch", { to: "east" });
  assert.match("message" in refused ? refused.message : "", /still in flight \(1 at west\): drain/);
  assert.equal(relay.state().entrances["orders"]?.active, "west");
  assert.equal((await call("act", "switch", { to: "east", leaveInFlight: true })).status, "done");
  for (const response of waiting) response.end("west");
  assert.equal(await (await flying).text(), "west");
});

test("an order decided on a state that has passed is decided anew, so nobody's opening is overtaken by a switch", async () => {
  await call("act", "hold");
  let meddled = 0;
  // Somebody opens the entrance in the moment between the reading and the order.
  const between = http.createServer((request, response) => {
    const meddle = request.method === "POST" && meddled++ === 0 ? order({ mode: "open" }) : Promise.resolve();
    void meddle.then(() => pass(request, response));
  });
  sites.push(between);
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  const { port } = between.address() as AddressInfo;
  const outcome = await call("act", "switch", { to: "west" }, `http://127.0.0.1:${port}`);
  assert.equal(meddled, 1);
  assert.match("message" in outcome ? outcome.message : "", /is open to east: hold it/);
  assert.equal(relay.state().entrances["orders"]?.active, "east");
});

async function order(body: JsonObject): Promise<void> {
  const headers = { "content-type": "application/json" };
  await fetch(`${relay.controlUrl}/entrances/orders`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
}

function pass(request: http.IncomingMessage, response: http.ServerResponse): void {
  const { method, url, headers } = request;
  const onward = http.request(`${relay.controlUrl}${url}`, { method: method ?? "GET", headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 0);
    answer.pipe(response);
  });
  request.pipe(onward);
}
