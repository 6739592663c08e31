import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client } from "pg";
import type { StoredEvent } from "#core/model/event.ts";
import { openStore, type Store } from "./open.ts";
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

/** Follows the feed into a list until stopped. */
function collect(options: { after?: number; prefix?: string }, from: Store = store) {
  const stop = new AbortController();
  const seen: StoredEvent[] = [];
  const done = (async () => {
    for await (const events of from.feed.subscribe({ ...options, signal: stop.signal })) seen.push(...events);
  })();
  return {
    seen,
    stop: async () => {
      stop.abort();
      await done;
    },
  };
}

/** Stores an event by hand in a transaction that stays open. */
async function openAppend(stream: string): Promise<Client> {
  const client = new Client({ connectionString: store.url });
  await client.connect();
  await client.query("begin");
  await client.query(
    `insert into holdfast.event (stream, version, type, data, actor, at, command_id, hash)
     values ($1, 1, 'Slow', '{}', '{"type":"system","node":"x"}', now(), 'c', decode(repeat('00', 32), 'hex'))`,
    [stream],
  );
  return client;
}

test("an event that commits after a later position is fed all the same, and nothing twice", async () => {
  const reader = collect({ after: 0, prefix: "order/" });
  const slow = await openAppend("order/slow");
  stored(await store.events.append(decision("order/fast", 0, ["A"])));
  // The naive reader would now hand out the later position and never come back for the earlier one.
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(reader.seen.length, 0);
  await slow.query("commit");
  await slow.end();
  await eventually(() => reader.seen.length >= 2, "both events are fed");
  await reader.stop();
  assert.deepEqual(
    reader.seen.map((event) => event.stream),
    ["order/slow", "order/fast"],
  );
});

test("a reader that resumes at any position it has seen gets exactly what came after", async () => {
  let version = 0;
  for (let batch = 0; batch < 20; batch += 1) {
    stored(await store.events.append(decision("resume/a", version, ["A", "B"])));
    version += 2;
  }
  const all = collect({ after: 0, prefix: "resume/" });
  await eventually(() => all.seen.length === 40, "all are fed");
  await all.stop();
  for (const index of [0, 7, 20, 38]) {
    const rest = collect({ after: all.seen[index]?.position ?? 0, prefix: "resume/" });
    await eventually(() => rest.seen.length === 39 - index, "the rest is fed");
    await rest.stop();
    assert.deepEqual(rest.seen, all.seen.slice(index + 1));
  }
});

test("without a position only what comes from now on is fed, also from other nodes and from 16 writers at once", async () => {
  const other = await openStore({ databaseUrl: store.url, node: "two" });
  const reader = collect({ prefix: "live/" }, other);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      for (let version = 0; version < 20; version += 1) {
        stored(await store.events.append(decision(`live/${writer}`, version, ["A"])));
      }
    }),
  );
  await eventually(() => reader.seen.length >= 320, "all are fed");
  await reader.stop();
  await other.close();
  assert.equal(new Set(reader.seen.map((event) => event.position)).size, 320);
  for (let writer = 0; writer < 16; writer += 1) {
    const versions = reader.seen
      .filter((event) => event.stream === `live/${writer}`)
      .map((event) => event.version);
    assert.deepEqual(
      versions,
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  }
});
