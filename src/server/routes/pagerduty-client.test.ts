import assert from "node:assert/strict";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { change, event, resolve, trigger } from "@pagerduty/pdjs";
import { certificate } from "#connectors/network/peers.test-kit.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

let server: TestServer;
let front: https.Server;
/** Where the client is told to send: all that is changed of how it is used. */
let address: string;

/** The client speaks TLS alone, as people's reverse proxies in front of us do. */
before(async () => {
  server = await startTestServer();
  const { cert, key } = certificate(2);
  front = https.createServer({ cert, key }, (request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const headers = { "content-type": String(request.headers["content-type"]) };
      fetch(new URL(request.url ?? "/", server.url), { method: "POST", headers, body: Buffer.concat(parts) })
        .then(async (answer) => response.writeHead(answer.status).end(await answer.text()))
        .catch(() => response.writeHead(502).end("{}"));
    });
  });
  await new Promise<void>((done) => front.listen(0, "127.0.0.1", done));
  https.globalAgent.options.ca = cert;
  address = `localhost:${(front.address() as AddressInfo).port}`;
});
after(async () => {
  https.globalAgent.destroy();
  front.closeAllConnections();
  front.close();
  await server.stop();
});

type Kept = {
  title: string;
  status: string;
  source: string;
  severity: string | null;
  labels: Record<string, string>;
};
async function signals(): Promise<readonly Kept[]> {
  const answer = await ask(server, "GET", "/api/v1/signals", { as: "person:ana" });
  return (answer.json() as { signals: Kept[] }).signals;
}

test("[A4.5] PagerDuty's own client pages us when it is told our address: it triggers, resolves and tells of changes", async () => {
  const payload = { summary: "Orders fail", source: "shop-1", severity: "critical" as const };
  const sent = await trigger({
    server: address,
    data: { routing_key: "k", payload, dedup_key: "orders" } as never,
  });
  assert.equal(sent.response.status, 202);
  assert.deepEqual(sent.data, { status: "success", message: "Event processed", dedup_key: "orders" });
  assert.deepEqual(
    (await signals()).map(({ title, status, source, severity }) => [title, status, source, severity]),
    [["Orders fail", "firing", "pagerduty", "critical"]],
  );
  await resolve({ server: address, data: { routing_key: "k", dedup_key: "orders" } as never });
  assert.equal((await signals())[0]?.status, "resolved");

  const changed = {
    summary: "Build 1207 is out",
    source: "pipeline",
    timestamp: "2026-11-25T14:05:00.000+00:00",
  };
  const told = await change({ server: address, data: { routing_key: "k", payload: changed } as never });
  assert.equal(told.response.status, 202);
  const [newest] = await signals();
  assert.deepEqual(
    [newest?.title, newest?.status, newest?.labels["event"]],
    ["Build 1207 is out", "resolved", "change"],
    "a change fires nothing",
  );

  const wrong = await event({
    server: address,
    data: { routing_key: "k", event_action: "explode" } as never,
  });
  assert.equal(wrong.response.status, 400);
  assert.match(JSON.stringify(wrong.data), /event_action is none of trigger/);
});
