import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client } from "pg";
import { type ChainState, checkNext } from "#core/evidence/chain.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import { openStore, type Store } from "./open.ts";
import { sha256Hex } from "./sha256.ts";
import { decision, eventually, startTestServer, stored, type TestServer } from "./test-database.ts";

let server: TestServer;
let store: Store;
before(async () => {
  server = await startTestServer();
  store = await openStore({ databaseUrl: await server.newDatabase(), node: "one" });
});
after(async () => {
  await store.close();
  await server.stop();
});

test("[A7.6] a stored event reads back as it was appended, in order and with its hash", async () => {
  const data = { nul: "a\u0000b", number: 0.1, nested: { b: [1, null, true], a: "€" } };
  const appended = stored(
    await store.events.append(
      decision("run/exact", 0, [], {
        events: [
          { type: "Kept", data },
          { type: "Next", data: {} },
        ],
      }),
    ),
  );
  assert.deepEqual(await store.events.load("run/exact", 0), appended);
  assert.deepEqual(appended[0]?.data, data);
  assert.deepEqual(await store.events.load("run/exact", 1), appended.slice(1));
  const state: ChainState = new Map();
  for (const event of appended) assert.equal(checkNext(state, event, sha256Hex), null);
});

test("a decision on a version that has passed, or was never reached, is a conflict and stores nothing", async () => {
  await store.events.append(decision("run/conflict", 0, ["A", "B"]));
  assert.equal((await store.events.append(decision("run/conflict", 1, ["C"]))).status, "conflict");
  assert.equal((await store.events.append(decision("run/conflict", 5, ["C"]))).status, "conflict");
  assert.equal((await store.events.load("run/conflict", 0)).length, 2);
});

test("of many decisions on one version exactly one is stored, and a stream has no gaps", async () => {
  const other = await openStore({ databaseUrl: store.url, node: "two" });
  const writers = Array.from({ length: 12 }, async (_, writer) => {
    const events = writer % 2 === 0 ? store.events : other.events;
    for (let done = 0; done < 10; ) {
      const version = (await events.load("run/race", 0)).length;
      const result = await events.append(
        decision("run/race", version, ["X", "Y"], { commandId: `${writer}-${done}` }),
      );
      if (result.status === "appended") done += 1;
    }
  });
  await Promise.all(writers);
  await other.close();
  const events = await store.events.load("run/race", 0);
  assert.deepEqual(
    events.map((event) => event.version),
    Array.from({ length: 240 }, (_, index) => index + 1),
  );
  const state: ChainState = new Map();
  for (const event of events) assert.equal(checkNext(state, event, sha256Hex), null);
});

test("what a command caused is found by its token, and nothing else", async () => {
  await store.events.append(decision("run/token", 0, ["A", "B"], { commandId: "first" }));
  await store.events.append(decision("run/token", 2, ["C"], { commandId: "second" }));
  const types = async (commandId: string) =>
    (await store.events.causedBy("run/token", commandId)).map((e) => e.type);
  assert.deepEqual(await types("first"), ["A", "B"]);
  assert.deepEqual(await types("third"), []);
});

test("a decision that settles a job it no longer holds stores nothing and adds nothing", async () => {
  await store.queue.add([{ queue: "step", data: { only: true } }]);
  const [job] = await store.queue.fetch("step", 10);
  assert.ok(job);
  const stale = decision("run/lost", 0, ["A"], {
    completes: { ...job, retry: job.retry + 1 },
    adds: [{ queue: "step", data: {} }],
  });
  assert.deepEqual(await store.events.append(stale), { status: "job-lost" });
  assert.deepEqual(await store.events.load("run/lost", 0), []);
  assert.deepEqual(await store.queue.fetch("step", 10), []);
  assert.equal(
    (await store.events.append(decision("run/lost", 0, ["A"], { completes: job }))).status,
    "appended",
  );
  assert.equal(
    (await store.events.append(decision("run/lost", 1, ["B"], { completes: job }))).status,
    "job-lost",
  );
});

test("[A7.6] the engine's role lacks the privilege to update, delete or truncate events", async () => {
  for (const sql of [
    "update holdfast.event set type = 'x'",
    "delete from holdfast.event",
    "truncate holdfast.event",
  ]) {
    await assert.rejects(store.pool.query(sql), /permission denied for table event/, sql);
  }
});

test("[A7.6] even the superuser's update, delete and truncate are refused, also as a replica", async () => {
  const owner = new Client({ connectionString: store.url });
  await owner.connect();
  for (const role of ["origin", "replica"]) {
    await owner.query(`set session_replication_role = ${role}`);
    for (const sql of [
      "update holdfast.event set type = 'x'",
      "delete from holdfast.event",
      "truncate holdfast.event",
    ]) {
      await assert.rejects(owner.query(sql), /append-only/, `${sql} as ${role}`);
    }
  }
  await owner.end();
});

test("after a kill -9 of PostgreSQL an append says that the store is away, and later ones succeed with nothing lost", async () => {
  stored(await store.events.append(decision("run/kill", 0, ["A"])));
  process.kill(server.postgres.pid(), "SIGKILL");
  let failures = 0;
  let version = 1;
  await eventually(async () => {
    try {
      const result = await store.events.append(decision("run/kill", version, ["B"]));
      if (result.status === "appended") version += 1;
      else version = (await store.events.load("run/kill", 0)).length;
    } catch (error) {
      assert.ok(error instanceof StoreUnavailable, String(error));
      failures += 1;
    }
    return failures > 0 && version > 20;
  }, "appends succeed again");
  assert.equal((await store.events.load("run/kill", 0)).length, version);
});

test("a connection in use whose server dies does not take the process with it", async () => {
  const client = await store.pool.connect();
  const ended = new Promise((resolve) => client.once("end", resolve));
  process.kill(server.postgres.pid(), "SIGKILL");
  await ended;
  client.release(true);
  await eventually(
    () =>
      store.pool.query("select 1").then(
        () => true,
        () => false,
      ),
    "the pool has connections again",
  );
});
