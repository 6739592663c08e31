import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { findServerProcesses } from "./host/processes.ts";
import { postgresConnector } from "./index.ts";
import { startPair, type TestPair, until } from "./pair.test-kit.ts";

const east = { target: "component:east" };

describe("a server that does not answer", () => {
  let pair: TestPair;
  before(async () => {
    pair = await startPair();
  });
  after(() => pair.end());

  const check = (name: string, given: JsonObject): Promise<Outcome> => {
    const capability = postgresConnector.checks[name];
    assert.ok(capability, `there is a check ${name}`);
    return capability.check(capability.parameters.parse(given), pair.context(name));
  };
  const act = (name: string, given: JsonObject, signal?: AbortSignal): Promise<Outcome> => {
    const action = postgresConnector.actions[name];
    assert.ok(action, `there is an action ${name}`);
    return action.act(action.parameters.parse(given), pair.context(name, signal));
  };
  const freeze = (signal: "SIGSTOP" | "SIGCONT") => signalAll(pair.east.local.dataDirectory, signal);

  test("a frozen primary accepts TCP and is told apart from one that is gone", async () => {
    await freeze("SIGSTOP");
    try {
      for (const name of ["writable", "standby", "status"]) {
        const outcome = await check(name, east);
        assert.equal(outcome.status, "unreachable", name);
        assert.match(messageOf(outcome), /frozen: it accepts TCP but does not answer SQL/);
      }
      const pairOf = { primary: "component:east", standby: "component:west" };
      assert.equal((await check("streaming", pairOf)).status, "unreachable");
      assert.equal((await check("fenced", east)).status, "failed", "frozen is not fenced");
      assert.equal((await act("checkpoint", east)).status, "unreachable", "nothing was sent");
    } finally {
      await freeze("SIGCONT");
    }
    assert.equal((await check("writable", east)).status, "done");
  });

  test("an act cancelled before anything was sent is unreachable, and nothing happens", async () => {
    const outcome = await act("promote", { target: "component:west" }, AbortSignal.abort());
    assert.equal(outcome.status, "unreachable");
    assert.equal((await act("fence", east, AbortSignal.abort())).status, "unreachable");
    assert.equal((await check("standby", { target: "component:west" })).status, "done");
    assert.equal((await check("writable", east)).status, "done");
  });

  test("an act cancelled after it was sent is unknown", async () => {
    const release = await holdCheckpoints(pair);
    const cancel = new AbortController();
    const acting = act("checkpoint", east, cancel.signal);
    await until(async () => {
      const rows = await pair.sql(
        pair.east,
        "select 1 from pg_stat_activity where query ilike 'checkpoint' and state = 'active'",
      );
      return rows.length === 1;
    });
    cancel.abort();
    assert.equal((await acting).status, "unknown");
    await release();
  });

  test("a primary whose commits wait for a standby that is gone is not writable, until it is released", async () => {
    await pair.cutReplication();
    await pair.synchronous(true);
    const stuck = await check("writable", east);
    assert.equal(stuck.status, "failed");
    assert.match(messageOf(stuck), /commits wait for the synchronous standby "west"/);
    assert.equal((await act("set-synchronous", { ...east, names: "" })).status, "done");
    assert.equal((await check("writable", east)).status, "done");
  });

  test("a fence is taken away only while no other server writes, and starts nothing", async () => {
    assert.equal((await act("fence", { target: "component:west" })).status, "done");
    const given = { target: "component:west", unlessWritable: "component:east" };
    assert.equal((await act("unfence", given)).status, "failed", "east is a writer");
    assert.equal((await check("fenced", { target: "component:west" })).status, "done");
    const asPrimary = { target: "component:west", as: "primary", unlessWritable: "component:east" };
    assert.equal((await act("start", asPrimary)).status, "failed");
    assert.equal((await act("start", { target: "component:west" })).status, "done");
    assert.equal((await check("standby", { target: "component:west" })).status, "done");
  });

  test("a server that is gone is unreachable, also for an act", async () => {
    assert.equal((await act("fence", east)).status, "done");
    assert.equal((await check("writable", east)).status, "unreachable");
    assert.equal((await act("checkpoint", east)).status, "unreachable");
    assert.equal((await act("unfence", { ...east, unlessWritable: "component:west" })).status, "done");
    assert.equal((await check("fenced", east)).status, "failed", "it could start as a primary again");
  });

  test("a component without an access is unreachable and says so", async () => {
    const outcome = await check("writable", { target: "component:nowhere" });
    assert.equal(outcome.status, "unreachable");
  });
});

/** Keeps the checkpoint process from working until it is released, so that a checkpoint is sent and hangs. */
async function holdCheckpoints(pair: TestPair): Promise<() => Promise<void>> {
  const [row] = await pair.sql(
    pair.east,
    "select pid from pg_stat_activity where backend_type = 'checkpointer'",
  );
  const pid = Number(row?.["pid"]);
  process.kill(pid, "SIGSTOP");
  return async () => {
    process.kill(pid, "SIGCONT");
  };
}

async function signalAll(dataDirectory: string, signal: NodeJS.Signals): Promise<void> {
  for (const pid of await findServerProcesses(dataDirectory)) process.kill(pid, signal);
}

function messageOf(outcome: Outcome): string {
  return "message" in outcome ? outcome.message : "";
}
