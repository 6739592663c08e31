import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBusyInsert } from "./busy-insert.test-kit.ts";
import { postgresConnector } from "./index.ts";
import { startPair, type TestPair } from "./pair.test-kit.ts";

const { checks, actions } = postgresConnector;

describe("a failover of a synchronous pair", () => {
  let pair: TestPair;
  before(async () => {
    pair = await startPair();
    await pair.sql(pair.east, "create table orders (id text primary key, item text not null)");
    await pair.sql(pair.east, "create table bulk (id int primary key)");
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

  test("after fence and promotion every acknowledged order of a synchronous pair is there", async () => {
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
