import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { networkConnector } from "./index.ts";
import { startListener, startNameServer, startTlsServer } from "./peers.test-kit.ts";

const target = "component:it";

function look(check: string, access: JsonObject, given: JsonObject = {}): Promise<Outcome> {
  const declared = networkConnector.checks[check];
  assert.ok(declared);
  const parameters: unknown = declared.parameters.parse({ target, ...given });
  const context = { access: () => Promise.resolve(access), signal: new AbortController().signal, key: "k" };
  return declared.check(parameters, context);
}

const messageOf = (outcome: Outcome) => ("message" in outcome ? outcome.message : "");

test("[A4.2] each resolver is asked for itself: one that answers otherwise is told by its address", async () => {
  const right = await startNameServer({ "shop.test": ["10.0.0.1"] });
  const stale = await startNameServer({ "shop.test": ["10.9.9.9"] });
  const access = { resolvers: [right.address, stale.address], timeoutSeconds: 1 };
  const asked = { name: "shop.test", answers: ["10.0.0.1"] };
  const both = await look("dns", access, asked);
  assert.equal(both.status, "failed");
  assert.match(messageOf(both), new RegExp(`1 of 2 .*${stale.address}: 10.9.9.9`));
  assert.equal((await look("dns", access, { ...asked, agreeing: 1 })).status, "done");
  await stale.close();
  const silent = await look("dns", access, asked);
  assert.equal(silent.status, "unreachable", "who is silent might have agreed");
  await right.close();
});

test("a certificate that ends soon, names another or that nobody vouches for is told apart", async () => {
  const server = await startTlsServer(5);
  const known = { host: "127.0.0.1", port: server.port, authority: server.cert };
  const soon = await look("tls", { ...known, serverName: "localhost" });
  assert.match(messageOf(soon), /ends in [45] days, 14 are asked for/);
  const asked = { minDays: 1 };
  assert.equal((await look("tls", { ...known, serverName: "localhost" }, asked)).status, "done");
  const other = await look("tls", { ...known, serverName: "shop.test" }, asked);
  assert.match(messageOf(other), /not accepted/);
  const unknown = await look("tls", { host: "127.0.0.1", port: server.port, serverName: "localhost" }, asked);
  assert.match(messageOf(unknown), /not accepted: .*SELF_SIGNED/);
  await server.close();
});

test("what takes connections and never speaks is reachable, and shows no certificate", async () => {
  const server = await startListener();
  const access = { host: "127.0.0.1", port: server.port, timeoutSeconds: 1 };
  assert.equal((await look("tcp", access)).status, "done");
  const silent = await look("tls", access);
  assert.match(messageOf(silent), /gave no certificate in 1 s/);
  await server.close();
});
