import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { after, before, type TestContext, test } from "node:test";
import { Client } from "pg";
import { presenceKey } from "./node-presence.ts";
import { openStore, type Store } from "./open.ts";
import { StoreStartError } from "./start-error.ts";
import { decision, eventually, startTestServer, type TestServer } from "./test-database.ts";

let server: TestServer;
let store: Store;
before(async () => {
  server = await startTestServer();
  store = await openStore({ databaseUrl: await server.newDatabase(), node: "watcher" });
});
after(async () => {
  await store.close();
  await server.stop();
});

/** Another node in a process of its own, which claims one job and then does nothing but live. */
async function startClaimer(context: TestContext, node: string): Promise<ChildProcess> {
  const program = `
    const { openStore } = await import(${JSON.stringify(new URL("./open.ts", import.meta.url).href)});
    const { decision } = await import(${JSON.stringify(new URL("./test-database.ts", import.meta.url).href)});
    const store = await openStore({ databaseUrl: process.env.URL, node: ${JSON.stringify(node)} });
    const [job] = await store.queue.fetch("step", 1);
    await store.events.append(decision("run/${node}", 0, ["Claimed"], { holds: job }));
    setInterval(() => store.queue.touch([job]).catch(() => {}), 1000);
    console.log("claimed");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...process.env, URL: store.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Also when the test fails: a process left behind would keep the test runner waiting.
  context.after(() => child.kill("SIGKILL"));
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("exit", () => reject(new Error("the claimer ended")));
  });
  return child;
}

test("the job of a node that is killed is delivered to another long before its heartbeat runs out, with a higher retry", async (context) => {
  await store.queue.add([{ queue: "step", data: { from: "dead" } }]);
  const child = await startClaimer(context, "dead");
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.deepEqual(await store.queue.fetch("step", 1), [], "a living node keeps its job");
  child.kill("SIGKILL");
  const killedAt = performance.now();
  let jobs: Awaited<ReturnType<Store["queue"]["fetch"]>> = [];
  await eventually(async () => (jobs = await store.queue.fetch("step", 1)).length > 0, "the job comes back");
  console.log(`# taken over after ${Math.round(performance.now() - killedAt)} ms`);
  assert.equal(jobs[0]?.retry, 1);
  const { rowCount } = await store.pool.query("select 1 from holdfast.held_job");
  assert.equal(rowCount, 0);
  for (const job of jobs) await store.queue.complete(job);
});

test("a node that comes back under its name gets the jobs of its predecessor again at once", async (context) => {
  await store.queue.add([{ queue: "step", data: { from: "again" } }]);
  const child = await startClaimer(context, "again");
  child.kill("SIGKILL");
  const successor = await openStore({ databaseUrl: store.url, node: "again" });
  let jobs: Awaited<ReturnType<Store["queue"]["fetch"]>> = [];
  await eventually(
    async () => (jobs = await successor.queue.fetch("step", 1)).length > 0,
    "the job comes back",
  );
  assert.equal(jobs[0]?.retry, 1);
  for (const job of jobs) await successor.queue.complete(job);
  await successor.close();
});

test("a second process with the name of a living node is refused, and told so", async () => {
  await assert.rejects(openStore({ databaseUrl: store.url, node: "watcher" }), (error) => {
    assert.ok(error instanceof StoreStartError);
    assert.match(error.message, /already runs as node "watcher"/);
    return true;
  });
});

test("after a restart of the database nobody takes a living node's job", async (context) => {
  await store.queue.add([{ queue: "step", data: { from: "steady" } }]);
  const child = await startClaimer(context, "steady");
  process.kill(server.postgres.pid(), "SIGKILL");
  await eventually(
    () =>
      store.events.append(decision("run/after", 0, ["A"])).then(
        () => true,
        () => false,
      ),
    "the database is back",
  );
  // Beyond the grace of 5 s after which nodes without their lock are judged again.
  await new Promise((resolve) => setTimeout(resolve, 8000));
  assert.equal(child.exitCode ?? child.signalCode, null);
  assert.deepEqual(await store.queue.fetch("step", 1), []);
});

test("after a restart of the database a node that needs seconds to reconnect keeps its job", async () => {
  const jobId = "11111111-1111-4111-8111-111111111111";
  const isHeld = async () =>
    (await store.pool.query("select 1 from holdfast.held_job where job_id = $1", [jobId])).rowCount === 1;
  const first = await slowNode();
  await store.pool.query(
    "insert into holdfast.held_job (job_id, queue, retry, node) values ($1, 'step', 0, 'slow')",
    [jobId],
  );
  const before = server.postgres.pid();
  process.kill(before, "SIGKILL");
  await eventually(
    () => server.postgres.pid() !== before && isHeld().catch(() => false),
    "the database is back",
  );
  await new Promise((resolve) => setTimeout(resolve, 2000));
  assert.equal(await isHeld(), true);
  await first.end().catch(() => {});
  const second = await slowNode();
  await new Promise((resolve) => setTimeout(resolve, 5000));
  assert.equal(await isHeld(), true);
  // The control: without its lock it is lost, so somebody did look.
  await second.end();
  await eventually(async () => !(await isHeld()), "the job is given back");
});

/** A connection that holds the lock of a node called "slow", and never comes back by itself. */
async function slowNode(): Promise<Client> {
  const client = new Client({ connectionString: store.url });
  client.on("error", () => {});
  await client.connect();
  await client.query(`select pg_advisory_lock(${presenceKey})`, ["slow"]);
  return client;
}
