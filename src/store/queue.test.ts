import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { openStore, type Store } from "./open.ts";
import { decision, eventually, startTestServer, type TestServer } from "./test-database.ts";

let server: TestServer;
let one: Store;
let two: Store;
before(async () => {
  server = await startTestServer();
  one = await openStore({ databaseUrl: await server.newDatabase(), node: "one" });
  two = await openStore({ databaseUrl: one.url, node: "two" });
});
after(async () => {
  await one.close();
  await two.close();
  await server.stop();
});
beforeEach(async () => {
  for (const job of await one.queue.fetch("step", 1000)) await one.queue.complete(job);
});

test("a job is delivered once among nodes, with its data", async () => {
  await one.queue.add(
    Array.from({ length: 40 }, (_, number) => ({ queue: "step", data: { number } }) as const),
  );
  const taken = await Promise.all(
    Array.from({ length: 10 }, (_, index) => (index % 2 ? one : two).queue.fetch("step", 8)),
  );
  const numbers = taken.flat().map((job) => job.data.number);
  assert.equal(numbers.length, new Set(numbers).size);
  const rest = await one.queue.fetch("step", 100);
  assert.equal(numbers.length + rest.length, 40);
  for (const job of [...taken.flat(), ...rest]) await one.queue.complete(job);
});

test("a job for later is not delivered before its time, and a job added in a decision comes with it", async () => {
  await one.events.append(
    decision("run/later", 0, ["A"], {
      adds: [
        { queue: "step", data: { when: "later" }, startAfterSeconds: 3600 },
        { queue: "step", data: { when: "now" } },
      ],
    }),
  );
  const jobs = await two.queue.fetch("step", 10);
  assert.deepEqual(
    jobs.map((job) => [job.data.when, job.retry]),
    [["now", 0]],
  );
  for (const job of jobs) await two.queue.complete(job);
});

test("touch names the attempts that have lost their job", async () => {
  await one.queue.add([{ queue: "step", data: {} }]);
  const [job] = await one.queue.fetch("step", 1);
  assert.ok(job);
  const { queue, id } = job;
  assert.deepEqual(await one.queue.touch([{ queue, id, retry: 0 }]), []);
  assert.deepEqual(await one.queue.touch([{ queue, id, retry: 7 }]), [{ queue, id, retry: 7 }]);
  await one.queue.complete(job);
  assert.deepEqual(await one.queue.touch([{ queue, id, retry: 0 }]), [{ queue, id, retry: 0 }]);
});

test("completing an attempt that has lost its job leaves the newer attempt alone", async () => {
  await one.queue.add([{ queue: "step", data: {} }]);
  const [job] = await one.queue.fetch("step", 1);
  assert.ok(job);
  await one.queue.complete({ ...job, retry: 1 });
  assert.deepEqual(await one.queue.touch([{ queue: job.queue, id: job.id, retry: 0 }]), []);
  await one.queue.complete(job);
});

test("a node whose jobs are not touched loses them to another one, though its process and its lock live", async () => {
  await one.queue.add([{ queue: "step", data: { frozen: true } }]);
  const [first] = await one.queue.fetch("step", 1);
  assert.ok(first);
  let again: Awaited<ReturnType<Store["queue"]["fetch"]>> = [];
  await eventually(
    async () => (again = await two.queue.fetch("step", 1)).length > 0,
    "the job is redelivered",
    60,
  );
  assert.deepEqual([again[0]?.id, again[0]?.retry], [first.id, 1]);
  assert.equal((await one.queue.touch([first])).length, 1);
  assert.equal(
    (await one.events.append(decision("run/frozen", 0, ["A"], { completes: first }))).status,
    "job-lost",
  );
});

test("both this node and another one are told of new jobs", async () => {
  const told: string[] = [];
  one.queue.onHint((queue) => told.push(`one ${queue}`));
  two.queue.onHint((queue) => told.push(`two ${queue}`));
  await one.events.append(decision("run/hint", 0, ["A"], { adds: [{ queue: "timer", data: {} }] }));
  await eventually(() => told.includes("one timer") && told.includes("two timer"), "both are told");
  assert.deepEqual(
    told.filter((hint) => hint.endsWith("step")),
    [],
  );
});
