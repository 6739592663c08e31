import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { graphOfMap, recoveriesOfMap } from "#core/analysis/map/read-map.ts";
import { answerQuestion } from "#core/analysis/question.ts";
import type { SentMap } from "#parallel/map-text.ts";
import { estateMapSchema } from "../schemas/estate-map.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

const as = "person:ana";
const url = "/api/v1/estate/map";
const mapNow = async () => ask(server, "GET", url, { as });

test("[A1.3] from the map anybody computes the impact that the server computes", async () => {
  const { status, json, headers } = await mapNow();
  assert.equal(status, 200);
  assert.equal(headers["content-encoding"], undefined);
  const map = estateMapSchema.parse(json()) as unknown as SentMap;
  assert.equal(map.titles[map.refs.indexOf("service:orders")], "Orders");
  assert.equal(map.observed, null, "nobody has looked");
  const facts = { graph: graphOfMap(map), recoveries: recoveriesOfMap(map) };
  const impact = await ask(server, "POST", "/api/v1/analysis/impact", { as, body: { fail: ["site:east"] } });
  assert.deepEqual(answerQuestion(facts, { type: "impact", fail: ["site:east"] }), impact.json());
});

test("a map that has not changed is not sent again, and goes compressed to whoever reads that", async () => {
  const { headers } = await mapNow();
  const etag = String(headers["etag"]);
  const again = await ask(server, "GET", url, { as, headers: { "if-none-match": `W/"old", W/${etag}` } });
  assert.deepEqual([again.status, again.text], [304, ""]);
  const packed = await server.server.app.inject({
    url,
    headers: { host: "127.0.0.1", "x-holdfast-actor": as, "accept-encoding": "gzip, br" },
  });
  assert.equal(packed.headers["content-encoding"], "gzip");
  assert.deepEqual(JSON.parse(gunzipSync(packed.rawPayload).toString()), (await mapNow()).json());
});

test("[B2.2] what was observed stands apart from what is declared, and a damaged file is told", async () => {
  const file = path.join(server.estateFolder, "observed-dependencies.json");
  const seen = { source: "trace", count: 7, failedCount: 0, firstSeenAt: null, detail: null };
  const observations = [
    { ...seen, from: "service:orders", to: "site:east", lastSeenAt: "2026-01-02T00:00:00Z" },
    { ...seen, from: "service:orders", to: "service:elsewhere", lastSeenAt: null },
  ];
  const before = (await mapNow()).headers["etag"];
  writeFileSync(
    file,
    JSON.stringify({ version: 1, sources: { otlp: { importedOn: "2026-01-02", observations } } }),
  );
  const { headers, json } = await mapNow();
  assert.notEqual(headers["etag"], before);
  const { observed, refs } = json() as SentMap;
  assert.deepEqual(observed?.undeclared.from, [refs.indexOf("service:orders")]);
  assert.deepEqual(observed.undeclared.calls, [7]);
  assert.deepEqual(observed.outside, [{ from: "service:orders", to: "service:elsewhere" }]);
  writeFileSync(file, "{");
  const damaged = (await mapNow()).json() as SentMap;
  assert.equal(damaged.observed, null);
  assert.match(damaged.observedFault ?? "", /damaged/);
});
