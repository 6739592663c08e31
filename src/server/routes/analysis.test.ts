import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

const as = "person:ana";

test("[A1.3] the server tells what a failure takes down, and the single points of a service", async () => {
  const impact = await ask(server, "POST", "/api/v1/analysis/impact", { as, body: { fail: ["site:east"] } });
  assert.equal(impact.status, 200, impact.text);
  assert.deepEqual(impact.json(), {
    failed: ["site:east"],
    down: [{ ref: "service:orders", because: ["site:east"], recoverableBy: [] }],
    degraded: [],
    thinner: [],
    functions: [],
  });
  const points = await ask(server, "GET", "/api/v1/analysis/points?for=service:orders", { as });
  assert.deepEqual(points.json(), { points: [{ ref: "site:east", takesDown: ["service:orders"] }], more: 0 });
});

test("every question has an answer of its shape", async () => {
  const order = { of: ["service:orders"], scope: "start" };
  const answer = await ask(server, "POST", "/api/v1/analysis/order", { as, body: order });
  assert.deepEqual(answer.json(), { waves: [["site:east"], ["service:orders"]], cycles: [], broken: [] });
  for (const [address, key] of [
    ["radii", "radii"],
    ["pairs?for=service:orders", "pairs"],
    ["cut-sets?for=service:orders", "order1"],
    ["common-causes", "commonCauses"],
  ] as const) {
    const { status, json } = await ask(server, "GET", `/api/v1/analysis/${address}`, { as });
    assert.equal(status, 200, address);
    assert.ok(Array.isArray((json() as Record<string, unknown>)[key]), address);
  }
});

test("a name that is not in the estate is a problem that names the closest one", async () => {
  const { status, json } = await ask(server, "POST", "/api/v1/analysis/impact", {
    as,
    body: { fail: ["service:oders"] },
  });
  assert.equal(status, 422);
  const problem = json() as { readonly code: string; readonly detail: string };
  assert.equal(problem.code, "not-in-estate");
  assert.match(problem.detail, /did you mean service:orders\?/);
});
