import assert from "node:assert/strict";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { judge, placeOrder } from "./place-order.ts";

const order = { id: "probe-1", item: "probe", quantity: 2 };
const confirmation = { ...order, placedAt: "2026-01-01T00:00:00.000Z", site: "east" };

test("only 201 with this very order in it is an acknowledgement", () => {
  assert.equal(judge(201, JSON.stringify(confirmation), order).outcome, "acknowledged");
  for (const wrong of ["", "ok", "{}", JSON.stringify({ ...confirmation, id: "probe-2" })]) {
    assert.equal(judge(201, wrong, order).outcome, "unknown", wrong);
  }
  assert.notEqual(judge(200, JSON.stringify(confirmation), order).outcome, "acknowledged");
});

test("a failure is certain only where it is promised that nothing was written", () => {
  assert.equal(judge(503, '{"outcome":"not-done"}', order).outcome, "refused");
  assert.equal(judge(503, '{"error":"entrance-off","sent":false}', order).outcome, "refused");
  assert.equal(judge(503, "busy", order).outcome, "unknown");
  assert.equal(judge(504, '{"outcome":"unknown"}', order).outcome, "unknown");
  assert.equal(judge(502, '{"sent":true}', order).outcome, "unknown");
  assert.equal(judge(400, "{}", order).outcome, "refused");
});

/** Places an order at a server that answers as told, and counts how often it was asked. */
async function placeAt(answer: (response: ServerResponse) => void) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    request.once("end", () => answer(response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const sent = { number: 1, id: "probe-1", sentAt: new Date().toISOString() };
  const attempt = await placeOrder(`http://127.0.0.1:${port}`, sent, 0.3);
  await new Promise((resolve) => setTimeout(resolve, 50));
  server.closeAllConnections();
  server.close();
  return { attempt, requests };
}

test("an order that gets no answer is unknown and is not sent again", async () => {
  const { attempt, requests } = await placeAt(() => {});
  assert.equal(attempt.outcome, "unknown");
  assert.equal(requests, 1);
});

test("an order whose connection breaks after it was sent is unknown and is not sent again", async () => {
  const { attempt, requests } = await placeAt((response) => response.destroy());
  assert.equal(attempt.outcome, "unknown");
  assert.equal(requests, 1);
});

test("an order that could not be sent is refused", async () => {
  const sent = { number: 1, id: "probe-1", sentAt: new Date().toISOString() };
  // Port 1 is reserved and nobody listens on it.
  const attempt = await placeOrder("http://127.0.0.1:1", sent, 1);
  assert.equal(attempt.outcome, "refused");
});
