import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import net, { type AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { isJsonObject, type Json, type JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { httpAccess, resolveUrl } from "./access.ts";
import { httpConnector } from "./index.ts";
import { type Shop, startShop } from "./test-shop.test-kit.ts";

let shop: Shop;
before(async () => {
  shop = await startShop();
});
after(() => shop.close());

const target = "component:shop";

async function call(kind: "checks" | "actions", name: string, given: JsonObject, access: JsonObject = {}) {
  const capability = httpConnector[kind][name];
  assert.ok(capability);
  const parameters = capability.parameters.parse({ target, ...given });
  const context = {
    access: () => Promise.resolve({ baseUrl: shop.baseUrl, timeoutSeconds: 20, ...access }),
    key: "k",
    signal: new AbortController().signal,
  };
  if ("check" in capability) return capability.check(parameters, context);
  return capability.act(parameters, context);
}

function messageOf(outcome: Outcome, status: Outcome["status"]): string {
  assert.equal(outcome.status, status, JSON.stringify(outcome));
  return "message" in outcome ? outcome.message : "";
}

function outputOf(outcome: Outcome): JsonObject {
  assert.ok("output" in outcome && isJsonObject(outcome.output), JSON.stringify(outcome));
  return outcome.output;
}

const place: JsonObject = {
  name: "place",
  method: "POST",
  path: "/orders",
  body: { id: "o-{{unique}}", item: "tea", count: "{{key}}" },
  expect: { status: 201, json: [{ path: "id", matches: "^o-" }] },
  capture: { id: "id" },
};

test("[A5.4] a synthetic transaction places an order, reads that very order back, and times each step", async () => {
  const read = {
    name: "read back",
    path: "/orders/{{id}}",
    expect: { json: [{ path: "item", equals: "tea" }] },
  };
  const outcome = await call("checks", "transaction", { steps: [place, read] });
  assert.equal(outcome.status, "done", JSON.stringify(outcome));
  const { steps, captured, milliseconds } = outputOf(outcome);
  assert.ok(Array.isArray(steps) && isJsonObject(captured ?? null));
  assert.deepEqual(
    (steps as JsonObject[]).map(({ name, status }) => [name, status]),
    [
      ["place", 201],
      ["read back", 200],
    ],
  );
  for (const step of steps as JsonObject[]) assert.ok(Number(step["milliseconds"]) > 0);
  assert.ok(Number(milliseconds) > 0);
  const id = (captured as { readonly id: string }).id;
  assert.ok(
    [...shop.orders.values()].some((order) => order.id === id),
    "the order is really there",
  );
  const [evidence] = outcome.evidence ?? [];
  assert.ok(evidence?.text);
  assert.ok(evidence.text.includes(id));
  assert.equal(evidence.sha256, createHash("sha256").update(evidence.text).digest("hex"));
});

test("[A5.4] a synthetic transaction that fails names the step, what was expected and what came, and stops there", async () => {
  const read = {
    name: "read back",
    path: "/orders/{{id}}",
    expect: { json: [{ path: "item", equals: "coffee" }] },
  };
  const never = { name: "never", path: "/never" };
  const outcome = await call("checks", "transaction", { steps: [place, read, never] });
  const message = messageOf(outcome, "failed");
  assert.equal(message, 'step "read back": expected item equals "coffee", got item is "tea"');
  assert.equal((outputOf(outcome)["steps"] as readonly Json[]).length, 2);
  assert.ok(!shop.seen.some(({ url }) => url === "/never"));
});

test("[A5.4] a port that answers without the function behind it does not pass a synthetic transaction", async () => {
  const step = { name: "place", method: "POST", path: "/health", expect: { status: 201 } };
  assert.match(
    messageOf(await call("checks", "transaction", { steps: [step] }), "failed"),
    /expected status 201, got 200/,
  );
});

test("an action whose later step gets no answer after an earlier one wrote is unknown, not unreachable", async () => {
  const outcome = await call("actions", "transaction", { steps: [place, { name: "read", path: "/drop" }] });
  assert.match(
    messageOf(outcome, "unknown"),
    /step "read": .*closed the connection after the request was sent/,
  );
});

test("a transaction that uses what no earlier step captured is refused before anything is sent", () => {
  const steps = [{ name: "read", path: "/orders/{{id}}" }, place];
  const parsed = httpConnector.checks["transaction"]?.parameters.safeParse({ target, steps });
  assert.match(parsed?.error?.message ?? "", /\{\{id\}\} is captured by no earlier step/);
});

test("a captured value cannot leave its place in a path", async () => {
  const evil = { ...place, body: { id: "../health?x=/", item: "tea" }, expect: { status: 201 } };
  await call("checks", "transaction", { steps: [evil, { name: "read", path: "/orders/{{id}}" }] });
  assert.equal(shop.seen.at(-1)?.url, "/orders/..%2Fhealth%3Fx%3D%2F");
});

test("expectations that do not hold are all named, absent places among them", async () => {
  const json = [
    { path: "role", equals: "standby" },
    { path: "lag.seconds", below: 0.1 },
    { path: "lag.seconds", above: 0.1 },
    { path: "replica", exists: true },
    { path: "toString", exists: true },
  ];
  const message = messageOf(await call("checks", "healthy", { path: "/health", json }), "failed");
  assert.match(message, /role equals "standby", got role is "primary"/);
  assert.match(message, /lag\.seconds below 0\.1, got lag\.seconds is 0\.5/);
  assert.match(message, /replica exists, got replica is absent/);
  assert.match(message, /toString exists, got toString is absent/);
  assert.ok(!message.includes("above"));
});

test("a document is read whole or by selected paths", async () => {
  const whole = await call("checks", "read-json", { path: "/health" });
  assert.deepEqual(outputOf(whole), { role: "primary", lag: { seconds: 0.5 }, ok: true });
  const some = await call("checks", "read-json", { path: "/health", select: { seconds: "lag.seconds" } });
  assert.deepEqual(outputOf(some), { seconds: 0.5 });
  const none = await call("checks", "read-json", { path: "/health", select: { bytes: "lag.bytes" } });
  assert.match(messageOf(none, "failed"), /no lag\.bytes/);
});

test("an answer longer than a megabyte is not taken for a document", async () => {
  assert.match(messageOf(await call("checks", "read-json", { path: "/long" }), "failed"), /more than 1 MB/);
});

test("a redirect is not followed, and an action says where it pointed", async () => {
  const outcome = await call("actions", "request", { path: "/moved" });
  assert.match(
    messageOf(outcome, "failed"),
    /302 to http:\/\/198\.51\.100\.1\/ \(redirects are not followed\)/,
  );
});

test("a gateway that lost sight of the request leaves an action unknown, and so does an answer that breaks off", async () => {
  assert.match(messageOf(await call("actions", "request", { path: "/gateway" }), "unknown"), /504/);
  assert.match(
    messageOf(await call("actions", "request", { path: "/half" }), "unknown"),
    /broke off its answer \(201/,
  );
});

test("a check that gets no answer says what was seen: refused, silent, or no such name", async () => {
  const silent = await call("checks", "healthy", { path: "/hang" }, { timeoutSeconds: 0.1 });
  assert.match(messageOf(silent, "unreachable"), /gave no answer in 0\.1 s after the request was sent/);
  const refused = await call("checks", "healthy", {}, { baseUrl: "http://127.0.0.1:9" });
  assert.match(messageOf(refused, "unreachable"), /refused the connection; nothing was sent/);
  const plain = await call("checks", "healthy", {}, { baseUrl: shop.baseUrl.replace("http:", "https:") });
  assert.match(messageOf(plain, "unreachable"), /failed in TLS .*nothing was sent/);
});

test("an action to a peer that never completes the TLS handshake is unreachable, since no request has left", async (context) => {
  const silent = net.createServer(() => {}).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
  context.after(() => silent.close());
  silent.on("connection", (socket) => context.after(() => socket.destroy()));
  const { port } = silent.address() as AddressInfo;
  const access = { baseUrl: `https://127.0.0.1:${port}`, timeoutSeconds: 0.2 };
  assert.match(
    messageOf(await call("actions", "request", { path: "/" }, access), "unreachable"),
    /nothing was sent/,
  );
});

test("a writing request carries the key of the act, and a reading one does not", async () => {
  await call("actions", "request", { path: "/orders", body: { id: "keyed", item: "tea" } });
  assert.equal(shop.seen.at(-1)?.headers["idempotency-key"], "k");
  await call("checks", "healthy", { path: "/health" });
  assert.equal(shop.seen.at(-1)?.headers["idempotency-key"], undefined);
});

test("a document cannot set the headers that frame a request, nor put credentials into the address", () => {
  for (const name of ["Host", "content-length", "Transfer-Encoding", "idempotency-key"]) {
    assert.ok(!httpAccess.safeParse({ baseUrl: "http://a", headers: { [name]: "x" } }).success, name);
  }
  assert.ok(!httpAccess.safeParse({ baseUrl: "http://a", headers: { x: "a\r\nb: c" } }).success);
  assert.ok(!httpAccess.safeParse({ baseUrl: "http://user:pass@a" }).success);
  assert.ok(!httpAccess.safeParse({ baseUrl: "file:///etc/passwd" }).success);
});

test("no path leads to another host than the declared one", () => {
  const access = httpAccess.parse({ baseUrl: "http://shop.example:8080/api" });
  for (const path of [
    "//evil.example/x",
    "/\\evil.example",
    "/@evil.example",
    "/..//evil.example",
    "/x?u=//e",
  ]) {
    assert.equal(resolveUrl(access, path).host, "shop.example:8080", path);
  }
  assert.equal(
    resolveUrl(access, "/orders?since=1&x=?").href,
    "http://shop.example:8080/api/orders?since=1&x=?",
  );
});
