import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import http from "node:http";
import { after, before, describe, test } from "node:test";
import type { Json, JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { startBusyInsert } from "./busy-insert.test-kit.ts";
import { postgresConnector } from "./index.ts";
import { startPair, type TestPair, until } from "./pair.test-kit.ts";

const { checks, actions } = postgresConnector;
const pairOf = { primary: "component:east", standby: "component:west" };

describe("a failover of an asynchronous pair whose standby was behind", () => {
  let pair: TestPair;
  let ledger: Ledger;
  before(async () => {
    pair = await startPair();
    ledger = await startLedger();
    await pair.sql(pair.east, "create table orders (id text primary key, item text not null)");
    await pair.sql(pair.east, "create table bulk (id int primary key)");
  });
  after(async () => {
    await ledger.end();
    await pair.end();
  });

  const place = async (id: string) => {
    await pair.sql(pair.east, "insert into orders values ($1, 'rope')", [id]);
    ledger.records.push({ id, acknowledgedAt: new Date().toISOString() });
  };
  const check = (name: string, given: JsonObject) => {
    const capability = checks[name];
    assert.ok(capability, `there is a check ${name}`);
    return capability.check(capability.parameters.parse(given), pair.context(name));
  };
  const statement = (replayWithinSeconds = 30) =>
    check("loss-statement", {
      replayWithinSeconds,
      standby: "component:west",
      table: "orders",
      key: "id",
      ledger: { url: ledger.url },
    });

  test("[A3.5] [A4.1] while the standby follows, marker, lag and checksums say so", async () => {
    for (let n = 0; n < 20; n += 1) await place(`early-${n}`);
    assert.equal((await check("streaming", pairOf)).status, "done");
    assert.equal((await check("caught-up", pairOf)).status, "done");
    assert.equal((await check("lag", { ...pairOf, maxBytes: 0 })).status, "done");
    assert.equal(
      (await check("consistent", { ...pairOf, tables: ["orders"], quiesce: true })).status,
      "done",
    );
    const loss = outputOf(await statement());
    assert.deepEqual([loss["records"], loss["lossSeconds"], loss["acknowledgedRecords"]], [0, 0, 20]);
  });

  test("[B3.5] nothing is counted as lost before the standby has replayed all it has received", async () => {
    const [row] = await pair.sql(
      pair.west,
      "select pid from pg_stat_activity where backend_type = 'startup'",
    );
    const startup = Number(row?.["pid"]);
    process.kill(startup, "SIGSTOP");
    try {
      await place("received-only");
      const received = "select pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn() as ahead";
      await until(async () => (await pair.sql(pair.west, received))[0]?.["ahead"] === true);
      assert.equal((await statement(0.5)).status, "failed");
    } finally {
      process.kill(startup, "SIGCONT");
    }
    assert.equal(outputOf(await statement())["records"], 0);
  });

  test("[A4.1] a standby that receives nothing any more is found by the marker and shows its lag", async () => {
    await pair.cutReplication();
    for (let n = 0; n < 30; n += 1) await place(`late-${n}`);
    const streaming = await check("streaming", { ...pairOf, withinSeconds: 0.5 });
    assert.equal(streaming.status, "failed");
    const lag = await check("lag", { ...pairOf, maxBytes: 100 });
    assert.equal(lag.status, "failed");
    assert.ok(Number(outputOf(lag)["lagBytes"]) > 100);
    assert.ok(Number(outputOf(lag)["lagSeconds"]) > 0);
  });

  test("[B3.5] the loss statement lists every acknowledged record that promotion would lose", async () => {
    const busy = await startBusyInsert(pair);
    const fenced = await actions["fence"]?.act({ target: "component:east" }, pair.context("fence"));
    assert.equal(fenced?.status, "done", JSON.stringify(fenced));
    assert.equal(await busy.acknowledged, false, "no backend has outlived the fence");
    const lag = outputOf(await check("lag", pairOf));
    assert.deepEqual([lag["lagBytes"], lag["bound"]], [null, "at least"]);
    const loss = outputOf(await statement());
    const late = ledger.records.map(({ id }) => id).filter((id) => id.startsWith("late-"));
    assert.equal(loss["records"], 30);
    assert.deepEqual(new Set(loss["missing"] as readonly Json[]), new Set(late));
    assert.ok(Number(loss["lossSeconds"]) > 0);
  });

  test("[B5.4] the divergent set is extracted from the old primary without touching its directory", async () => {
    const promoted = await actions["promote"]?.act(
      { target: "component:west", fenced: "component:east" },
      pair.context("promote"),
    );
    assert.equal(promoted?.status, "done", JSON.stringify(promoted));
    await pair.sql(pair.west, "update orders set item = 'chain' where id = 'early-7'");
    await pair.sql(pair.west, "insert into orders values ('fresh', 'rope')");
    const given = { old: "component:east", new: "component:west", table: "orders", key: "id" };
    const set = outputOf(await check("divergence", given));
    const [lost, divergent] = [set["lost"] as JsonObject, set["divergent"] as JsonObject];
    assert.equal(lost["records"], 30);
    assert.deepEqual(divergent["keys"], ["early-7"]);
    assert.deepEqual([set["equal"], set["onlyOnNew"]], [20, 1]);
    const proof = await check("fenced", { target: "component:east" });
    assert.equal(proof.status, "done", "the old primary is as fenced as before");
    const leftovers = (await readdir(pair.folder)).filter((name) => name.includes("scratch"));
    assert.deepEqual(leftovers, []);
  });
});

function outputOf(outcome: Outcome): JsonObject {
  assert.ok(outcome.status === "done" || outcome.status === "failed", JSON.stringify(outcome));
  return outcome.output as JsonObject;
}

type Ledger = {
  readonly url: string;
  readonly records: { id: string; acknowledgedAt: string }[];
  readonly end: () => Promise<void>;
};

async function startLedger(): Promise<Ledger> {
  const records: { id: string; acknowledgedAt: string }[] = [];
  const server = http.createServer((_, response) => response.end(JSON.stringify({ records })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const end = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}/ledger`, records, end };
}
