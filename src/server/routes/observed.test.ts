import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

const observedOf = async (ref: string) =>
  (await ask(server, "GET", `/api/v1/entities/${ref}/observed`, { as: "person:ana" })).json();

test("[B2.2] what was seen of one thing stands beside what it declares; not looked at is not nothing seen", async () => {
  const empty = { fault: null, reliesOn: [], reliedOnBy: [], neverSeen: [] };
  assert.deepEqual(await observedOf("service:orders"), { isLookedAt: false, ...empty });
  const file = path.join(server.estateFolder, "observed-dependencies.json");
  const seen = { source: "trace", count: 7, failedCount: 0, firstSeenAt: null, detail: null };
  const at = "2026-01-02T00:00:00Z";
  const observations = [{ ...seen, from: "service:orders", to: "site:east", lastSeenAt: at }];
  const sources = { otlp: { importedOn: "2026-01-02", observations } };
  writeFileSync(file, JSON.stringify({ version: 1, sources }));
  const told = { isDeclared: false, calls: 7, lastSeenAt: at, isHint: false };
  const { reliesOn } = (await observedOf("service:orders")) as { readonly reliesOn: readonly object[] };
  assert.deepEqual(reliesOn, [{ ref: "site:east", ...told }]);
  const { reliedOnBy } = (await observedOf("site:east")) as { readonly reliedOnBy: readonly object[] };
  assert.deepEqual(reliedOnBy, [{ ref: "service:orders", ...told }]);
  writeFileSync(file, "{");
  const damaged = (await observedOf("site:east")) as { readonly fault: string };
  assert.match(damaged.fault, /damaged/);
});
