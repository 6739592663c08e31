import assert from "node:assert/strict";
import { statSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { Client } from "pg";
import { eventHash, genesisHash } from "#core/evidence/event-hash.ts";
import { verifyBundle } from "#core/evidence/verify-bundle.ts";
import { exportLog, ImportRefused, importLog } from "./backup.ts";
import { exportBundle } from "./bundle.ts";
import { makeCheckpoint } from "./checkpoint.ts";
import { migrate } from "./migrate.ts";
import { openStore, type Store } from "./open.ts";
import { sha256Hex } from "./sha256.ts";
import { evidenceCrypto, loadSigningKey, type SigningKey } from "./signing-key.ts";
import { StoreStartError } from "./start-error.ts";
import { stepHistory } from "./step-history.ts";
import { listStreams } from "./stream-list.ts";
import {
  decision,
  eventually,
  startTestServer,
  stored,
  type TestServer,
  testFolder,
} from "./test-database.ts";

const at = "2026-11-22T11:00:00.000Z";
const { folder, remove } = testFolder();
let server: TestServer;
let store: Store;
let key: SigningKey;
before(async () => {
  server = await startTestServer();
  store = await openStore({ databaseUrl: await server.newDatabase(), node: "one" });
  key = loadSigningKey({ folder });
});
after(async () => {
  await store.close();
  await server.stop();
  remove();
});

test("the signing key is made once, readable by its owner alone, and a readable or foreign one is refused", () => {
  assert.equal(statSync(path.join(folder, "signing-key.pem")).mode & 0o777, 0o600);
  assert.equal(loadSigningKey({ folder }).keyId, key.keyId);
  assert.equal(evidenceCrypto(key.publicKeyPem).keyId, key.keyId);
  assert.throws(() => loadSigningKey({ file: import.meta.filename }), StoreStartError);
});

test("[A7.6] a bundle of two streams verifies offline, and with a byte of the database's text changed it does not", async () => {
  const sha256 = await store.attachments.put(Buffer.from("the whole output"), "text/plain");
  stored(await store.events.append(decision("other/before", 0, ["A"])));
  assert.ok(await makeCheckpoint(store.pool, key, at));
  const evidence = {
    type: "Captured",
    data: { evidence: [{ name: "out", mediaType: "text/plain", sha256 }] },
  };
  stored(
    await store.events.append(decision("run/one", 0, [], { events: [evidence, { type: "B", data: {} }] })),
  );
  stored(await store.events.append(decision("other/between", 0, ["A"])));
  stored(await store.events.append(decision("run/two", 0, ["A", "B", "C"])));
  stored(await store.events.append(decision("run/one", 2, ["C"])));
  const text = await exportBundle({ pool: store.pool, key, streams: ["run/one", "run/two"], at });
  const verdict = verifyBundle(text, evidenceCrypto(key.publicKeyPem));
  assert.deepEqual(verdict.problems, []);
  assert.deepEqual([verdict.streams, verdict.events, verdict.attachments, verdict.checkpoints], [2, 6, 1, 2]);
  assert.equal(
    verifyBundle(text.replace("the", "thE").replace('"C"', '"D"'), evidenceCrypto(key.publicKeyPem)).ok,
    false,
  );
});

test("checkpoints of many nodes at once, between appends, make one chain that verifies", async () => {
  const stop = new AbortController();
  const writer = (async () => {
    for (let version = 0; !stop.signal.aborted; version += 1)
      stored(await store.events.append(decision("run/busy", version, ["A"])));
  })();
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([1, 2, 3].map(() => makeCheckpoint(store.pool, key, at)));
  }
  stop.abort();
  await writer;
  const text = await exportBundle({ pool: store.pool, key, streams: ["run/busy"], at });
  const verdict = verifyBundle(text, evidenceCrypto(key.publicKeyPem));
  assert.deepEqual(verdict.problems, []);
  assert.ok(verdict.checkpoints > 2);
});

test("a checkpoint waits for appends that are under way, so that no event can appear below it afterwards", async () => {
  const actor = { type: "system", node: "x" } as const;
  const slowEvent = { stream: "run/slow", version: 1, type: "Slow", data: {}, actor, at, commandId: "c" };
  const slow = new Client({ connectionString: store.url });
  await slow.connect();
  await slow.query("begin");
  await slow.query(
    `insert into holdfast.event (stream, version, type, data, actor, at, command_id, hash)
     values ('run/slow', 1, 'Slow', '{}', $1, $2, 'c', decode($3, 'hex'))`,
    [JSON.stringify(slowEvent.actor), at, eventHash(genesisHash, slowEvent, sha256Hex)],
  );
  const [later] = stored(await store.events.append(decision("run/later", 0, ["A"])));
  const pending = makeCheckpoint(store.pool, key, at);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await slow.query("commit");
  await slow.end();
  const checkpoint = await pending;
  const { rows } = await store.pool.query<{ events: number }>(
    "select count(*)::int as events from holdfast.event where position <= $1",
    [later?.position],
  );
  assert.deepEqual([checkpoint?.position, checkpoint?.count], [later?.position, rows[0]?.events]);
});

async function lines(from: Store): Promise<string[]> {
  const out: string[] = [];
  for await (const line of exportLog(from.pool)) out.push(line);
  return out;
}

async function importInto(url: string, backup: readonly string[]) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await importLog(client, Readable.from(backup));
  } finally {
    await client.end();
  }
}

test("[A7.6] a backup goes into an empty log whole, with positions and hashes, and the log goes on from there", async () => {
  const backup = await lines(store);
  const url = await server.newDatabase();
  await migrate(url);
  const imported = await importInto(url, backup);
  assert.equal(imported.attachments, 1);
  const copy = await openStore({ databaseUrl: url, node: "copy" });
  assert.deepEqual(await lines(copy), backup);
  const one = stored(await copy.events.append(decision("run/one", 3, ["After"])));
  assert.ok((one[0]?.position ?? 0) > imported.events);
  const fed: number[] = [];
  const stop = new AbortController();
  const reading = (async () => {
    for await (const events of copy.feed.subscribe({ after: 0, signal: stop.signal }))
      fed.push(...events.map((e) => e.position));
  })();
  await eventually(() => fed.length === imported.events + 1, "all are fed");
  stop.abort();
  await reading;
  const text = await exportBundle({ pool: copy.pool, key, streams: ["run/one"], at });
  assert.deepEqual(verifyBundle(text, evidenceCrypto(key.publicKeyPem)).problems, []);
  await assert.rejects(importInto(url, backup), ImportRefused);
  await copy.close();
});

test("a backup that was cut off, changed or shuffled is refused, and nothing of it is stored", async () => {
  const backup = await lines(store);
  const url = await server.newDatabase();
  await migrate(url);
  const second = backup[1] ?? "";
  const bad: readonly (readonly string[])[] = [
    backup.slice(0, -1),
    backup.slice(0, 5),
    backup.filter((_, index) => index !== 1),
    backup.map((line, index) => (index === 1 ? line.replace(/ü/, "u") : line)),
    [backup[0] ?? "", backup[2] ?? "", second, ...backup.slice(3)],
    ["not a backup\n"],
    backup.slice(1),
  ];
  for (const [index, attempt] of bad.entries()) {
    await assert.rejects(importInto(url, attempt), ImportRefused, `variant ${index}`);
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select count(*)::int as events from holdfast.event");
  await client.end();
  assert.deepEqual(rows, [{ events: 0 }]);
});

test("streams are listed by prefix with their last event, in pages", async () => {
  for (const name of ["a", "b", "c"])
    stored(await store.events.append(decision(`list/${name}`, 0, ["A", "B"])));
  stored(await store.events.append(decision("lisu/x", 0, ["A"])));
  const page = async (more: object) =>
    (await listStreams(store.pool, "list/", more)).map((head) => [head.stream, head.last.version]);
  assert.deepEqual(await page({}), [
    ["list/a", 2],
    ["list/b", 2],
    ["list/c", 2],
  ]);
  assert.deepEqual(await page({ afterStream: "list/a", limit: 1 }), [["list/b", 2]]);
  assert.deepEqual(await listStreams(store.pool, "nothing/"), []);
});

test("[A5.3] the history of a step has the durations of live successes only, newest first", async () => {
  const run = async (id: string, mode: string, durationSeconds: number, more: object = {}) => {
    const events = [
      { type: "RunStarted", data: { mode, plan: { runbook: "orders-failover" } } },
      { type: "StepDispatched", data: { step: "promote", dispatch: 1, activity: "do" } },
      {
        type: "StepSucceeded",
        data: {
          step: "promote",
          token: { dispatch: 1, retry: 0 },
          observed: false,
          durationSeconds,
          ...more,
        },
      },
      { type: "StepDispatched", data: { step: "promote", dispatch: 2, activity: "undo" } },
      {
        type: "StepSucceeded",
        data: { step: "promote", token: { dispatch: 2, retry: 0 }, observed: false, durationSeconds: 99 },
      },
    ];
    stored(await store.events.append(decision(`run/${id}`, 0, [], { events })));
  };
  await run("h1", "live", 1.5);
  await run("h2", "rehearsal", 7);
  await run("h3", "live", 8, { observed: true });
  await run("h4", "live", 2.5);
  assert.deepEqual(await stepHistory(store.pool, "orders-failover"), { promote: [2.5, 1.5] });
  assert.deepEqual(await stepHistory(store.pool, "another"), {});
});
