import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Client } from "pg";
import { postgresConnector } from "./index.ts";
import { startPair, type TestPair, testPassword, until } from "./test-pair.ts";

const { checks, actions } = postgresConnector;

describe("a failover of a synchronous pair", () => {
  let pair: TestPair;
  before(async () => {
    pair = await startPair();
    await pair.sql(pair.east, "create table orders (id text primary key, item text not null)");
    await pair.synchronous(true);
  });
  after(() => pair.end());

  test("the primary is writable and the standby is not", async () => {
    const east = await checks["writable"]?.check({ target: "component:east" }, pair.context("w"));
    assert.equal(east?.status, "done");
    const west = await checks["writable"]?.check({ target: "component:west" }, pair.context("w"));
    assert.equal(west?.status, "failed");
    const role = await checks["standby"]?.check({ target: "component:west" }, pair.context("s"));
    assert.equal(role?.status, "done");
  });

  test("a standby is not promoted while the old primary is not proven fenced", async () => {
    const given = { target: "component:west", fenced: "component:east" };
    const outcome = await actions["promote"]?.act(given, pair.context("early"));
    assert.equal(outcome?.status, "failed");
    const role = await checks["standby"]?.check({ target: "component:west" }, pair.context("s"));
    assert.equal(role?.status, "done");
  });

  test("a fence leaves no writer behind and a busy statement is never acknowledged", async () => {
    const acknowledged: string[] = [];
    for (let n = 0; n < 50; n += 1) {
      await pair.sql(pair.east, "insert into orders values ($1, 'rope')", [`order-${n}`]);
      acknowledged.push(`order-${n}`);
    }
    const busy = await startBusyInsert(pair);
    const plan = await actions["fence"]?.plan({ target: "component:east" }, pair.context("fence-1"));
    assert.equal(plan?.status, "done");
    assert.equal((await pair.sql(pair.east, "select 1 as up")).length, 1, "the dry run changes nothing");

    const outcome = await actions["fence"]?.act({ target: "component:east" }, pair.context("fence-1"));
    assert.equal(outcome?.status, "done", JSON.stringify(outcome));
    assert.equal(await busy.acknowledged, false);
    const proof = await checks["fenced"]?.check({ target: "component:east" }, pair.context("p"));
    assert.equal(proof?.status, "done");

    const promoted = await actions["promote"]?.act(
      { target: "component:west", fenced: "component:east" },
      pair.context("promote-1"),
    );
    assert.equal(promoted?.status, "done", JSON.stringify(promoted));
    const kept = await pair.sql(pair.west, "select id from orders where item = 'rope'");
    assert.deepEqual(new Set(kept.map((row) => row["id"])), new Set(acknowledged));
  });
});

async function startBusyInsert(pair: TestPair): Promise<{ readonly acknowledged: Promise<boolean> }> {
  const client = new Client({
    host: "127.0.0.1",
    port: pair.east.port,
    user: "postgres",
    password: testPassword,
  });
  client.on("error", () => {});
  await client.connect();
  const acknowledged = client
    .query("insert into orders select 'busy-' || n, 'busy' from generate_series(1, 3000000) n")
    .then(
      () => true,
      () => false,
    );
  await until(async () => {
    const rows = await pair.sql(
      pair.east,
      "select 1 from pg_stat_activity where state = 'active' and query like 'insert into orders select%'",
    );
    return rows.length === 1;
  });
  return { acknowledged };
}
