import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { ownerOf } from "./host/data-directory.ts";
import { postgresConnector } from "./index.ts";
import { startPair, type TestPair, until } from "./pair.test-kit.ts";

const rebuild = { target: "component:east", source: "component:west" };

describe("the way back of an old primary after a crash failover", () => {
  let pair: TestPair;
  before(async () => {
    pair = await startPair();
    await pair.sql(pair.east, "create table orders (id text primary key, item text not null)");
    await pair.sql(
      pair.east,
      "insert into orders select 'o-' || n, repeat('x', 500) from generate_series(1, 20000) n",
    );
    const pairOf = { primary: "component:east", standby: "component:west", withinSeconds: 30 };
    assert.equal((await check("streaming", pairOf)).status, "done");
    assert.equal((await act("fence", { target: "component:east" }, "fence")).status, "done");
    assert.equal(
      (await act("promote", { target: "component:west", fenced: "component:east" }, "promote")).status,
      "done",
    );
    await pair.sql(pair.west, "alter system set synchronous_standby_names = ''");
  });
  after(() => pair.end());

  const check = (name: string, given: JsonObject): Promise<Outcome> => {
    const capability = postgresConnector.checks[name];
    assert.ok(capability, `there is a check ${name}`);
    return capability.check(capability.parameters.parse(given), pair.context(name));
  };
  const call =
    (kind: "act" | "plan" | "observe") =>
    (name: string, given: JsonObject, key: string, signal?: AbortSignal) => {
      const action = postgresConnector.actions[name];
      assert.ok(action?.[kind], `there is an action ${name} with ${kind}`);
      return action[kind](action.parameters.parse(given), pair.context(key, signal));
    };
  const [act, plan, observe] = [call("act"), call("plan"), call("observe")];

  test("a promotion asked for again under its key is done and changes nothing; under another it is refused", async () => {
    const west = { target: "component:west" };
    assert.equal(outputOf(await check("status", west))["timeline"], 2);
    assert.equal((await act("promote", { target: "component:west" }, "promote")).status, "done");
    assert.equal((await act("promote", { target: "component:west" }, "another")).status, "failed");
    assert.equal((await observe("promote", { target: "component:west" }, "promote")).status, "done");
    assert.equal(outputOf(await check("status", west))["timeline"], 2);
  });

  test("[B6.1] an old primary that crashed is not let follow without a rebuild", async () => {
    const outcome = await act("follow", { target: "component:east", primary: "component:west" }, "follow");
    assert.equal(outcome.status, "failed");
  });

  test("a rebuild that is interrupted leaves the old directory as it was, and no slot behind", async () => {
    const interrupt = new AbortController();
    const rebuilding = act(
      "rebuild-standby",
      { ...rebuild, maxRateKilobytesPerSecond: 1024 },
      "r-0",
      interrupt.signal,
    );
    await until(async () => (await readdir(pair.folder)).some((name) => name.includes("holdfast-new")));
    interrupt.abort();
    const outcome = await rebuilding;
    assert.equal(outcome.status, "failed", JSON.stringify(outcome));
    assert.deepEqual(await directories(pair), ["east", "template", "west"]);
    assert.equal((await check("fenced", { target: "component:east" })).status, "done");
    assert.equal((await pair.sql(pair.west, "select 1 from pg_replication_slots")).length, 0);
    assert.equal((await observe("rebuild-standby", rebuild, "r-0")).status, "failed");
  });

  test("a full disk fails the rebuild with that reason and leaves nothing behind", async (context) => {
    const folder = `${pair.folder}/small`;
    await mkdir(folder);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]);
    try {
      if (mounted.status !== 0)
        return context.skip("a disk of its own that can be full needs root to mount it");
      const local = {
        ...pair.east.local,
        dataDirectory: `${folder}/data`,
        runAs: await ownerOf(`${pair.folder}/east`),
      };
      pair.components.set("component:small", { ...pair.east, local });
      const outcome = await act("rebuild-standby", { ...rebuild, target: "component:small" }, "r-small");
      assert.equal(outcome.status, "failed");
      assert.match(JSON.stringify(outcome), /the disk is full/);
      assert.deepEqual(await readdir(folder), []);
      assert.equal((await pair.sql(pair.west, "select 1 from pg_replication_slots")).length, 0);
    } finally {
      if (mounted.status === 0) spawnSync("umount", [folder]);
      await rm(folder, { recursive: true });
    }
  });

  test("a dry run says what would be replaced and changes nothing", async () => {
    const outcome = await plan("rebuild-standby", rebuild, "r-1");
    assert.equal(outcome.status, "done", JSON.stringify(outcome));
    assert.deepEqual(await directories(pair), ["east", "template", "west"]);
  });

  test("a rebuild over the wire makes a standby that is proven to have caught up", async () => {
    const outcome = await act("rebuild-standby", rebuild, "r-1");
    assert.equal(outcome.status, "done", JSON.stringify(outcome));
    assert.ok(Number(outputOf(outcome)["archiveBytes"]) > 10_000_000);
    const pairOf = { primary: "component:west", standby: "component:east", withinSeconds: 30 };
    assert.equal((await check("caught-up", pairOf)).status, "done");
    assert.equal((await check("consistent", { ...pairOf, tables: ["orders"] })).status, "done");
    const { mode } = await stat(`${pair.folder}/east`);
    assert.equal(mode & 0o777, 0o700);
    const ownSettings = await readFile(`${pair.folder}/east/postgresql.auto.conf`, "utf8");
    assert.doesNotMatch(ownSettings, /synchronous_standby_names/);
  });

  test("the same rebuild asked for again is recognised and not repeated", async () => {
    const before = await directories(pair);
    assert.equal((await observe("rebuild-standby", rebuild, "r-1")).status, "done");
    assert.equal((await act("rebuild-standby", rebuild, "r-1")).status, "done");
    assert.deepEqual(await directories(pair), before);
    assert.equal(before.length, 4, "the old directory is kept aside as evidence");
  });

  test("an old directory that need not be kept is removed once the new one has caught up", async () => {
    assert.equal((await act("stop", { target: "component:east" }, "stop-east")).status, "done");
    const before = await directories(pair);
    const outcome = await act("rebuild-standby", { ...rebuild, keepOld: false }, "r-3");
    assert.equal(outputOf(outcome)["oldKeptAt"], null);
    assert.deepEqual(await directories(pair), before);
  });

  test("a running server is not rebuilt under another key", async () => {
    const outcome = await act("rebuild-standby", rebuild, "r-2");
    assert.equal(outcome.status, "failed");
  });

  test("a primary stopped as a standby stays no writer until its stop is undone", async () => {
    const stop = { target: "component:west", asStandby: true };
    assert.equal((await act("stop", stop, "stop-fenced")).status, "done");
    assert.equal((await observe("stop", stop, "stop-fenced")).status, "done");
    assert.equal((await check("fenced", { target: "component:west" })).status, "done");
    const asPrimary = { target: "component:west", as: "primary", unlessWritable: "component:east" };
    const refused = await act("start", asPrimary, "start-1");
    assert.equal(refused.status, "failed", "a fence is lifted only where that is said");
    const undone = await act("start", { ...asPrimary, liftFence: true }, "start-2");
    assert.equal(undone.status, "done", JSON.stringify(undone));
    assert.equal((await check("writable", { target: "component:west" })).status, "done");
    const pairOf = { primary: "component:west", standby: "component:east", withinSeconds: 30 };
    await until(async () => (await check("caught-up", pairOf)).status === "done");
  });

  test("a planned switchover gives the role back without a rebuild, proven by a marker", async () => {
    const stopped = await act("stop", { target: "component:west" }, "stop");
    assert.equal(outputOf(stopped)["cleanlyStopped"], true);
    assert.equal((await observe("stop", { target: "component:west" }, "stop")).status, "done");
    const fence = await act("fence", { target: "component:west" }, "fence-west");
    assert.equal(fence.status, "done", "a server that is stopped can be fenced as well");
    const promoted = await act(
      "promote",
      { target: "component:east", fenced: "component:west" },
      "promote-east",
    );
    assert.equal(promoted.status, "done", JSON.stringify(promoted));
    const given = { target: "component:west", primary: "component:east" };
    assert.equal((await plan("follow", given, "f")).status, "done");
    const followed = await act("follow", given, "f");
    assert.equal(followed.status, "done", JSON.stringify(followed));
    assert.equal((await observe("follow", given, "f")).status, "done");
    const pairOf = { primary: "component:east", standby: "component:west", withinSeconds: 30 };
    assert.equal((await check("caught-up", pairOf)).status, "done");
  });
});

function outputOf(outcome: Outcome): JsonObject {
  assert.ok(outcome.status === "done", JSON.stringify(outcome));
  return outcome.output as JsonObject;
}

async function directories(pair: TestPair): Promise<readonly string[]> {
  const entries = await readdir(pair.folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
