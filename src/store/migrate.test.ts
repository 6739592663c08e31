import assert from "node:assert/strict";
import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Client } from "pg";
import { StoreUnavailable } from "#engine/event-store.ts";
import { binariesIn } from "./embedded/binaries.ts";
import { prepareDatabaseFolder } from "./embedded/data-folder.ts";
import { anyFreePort } from "./embedded/port.ts";
import { startPostmaster } from "./embedded/postmaster.ts";
import { unprivilegedUser } from "./embedded/run-as.ts";
import { embeddedSettings } from "./embedded/settings.ts";
import { migrate } from "./migrate.ts";
import { openStore } from "./open.ts";
import { schemaText } from "./schema-text.ts";
import { StoreStartError } from "./start-error.ts";
import { decision, startTestServer, stored, type TestServer, testFolder } from "./test-database.ts";

const migrationsFolder = path.join(import.meta.dirname, "migrations");
let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

function startErrorLike(pattern: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof StoreStartError && pattern.test(error.message);
}

test("of 20 servers that start at once on an empty database each migration is carried out by exactly one", async () => {
  const url = await server.newDatabase();
  const results = await Promise.all(Array.from({ length: 20 }, () => migrate(url)));
  const applied = results.flatMap((result) => result.applied);
  assert.ok(applied.length > 0);
  assert.equal(new Set(applied).size, applied.length);
  const client = await connected(url);
  const { rows } = await client.query("select name from holdfast.migration");
  const { rows: queues } = await client.query("select name from holdfast_queue.queue order by name");
  await client.end();
  assert.equal(rows.length, applied.length);
  const names = queues.map(({ name }) => name);
  assert.deepEqual(names, ["grant", "incident", "page", "step", "timer"]);
});

test("the schema that the migrations make is the committed schema.sql", async () => {
  const url = await server.newDatabase();
  await migrate(url);
  const client = await connected(url);
  const text = await schemaText(client);
  await client.end();
  const file = path.join(import.meta.dirname, "schema.sql");
  // UPDATE_SCHEMA=1 writes it; the difference is then there to be reviewed.
  if (process.env.UPDATE_SCHEMA === "1") writeFileSync(file, text);
  assert.equal(readFileSync(file, "utf8"), text);
});

test("a migration that was changed after it was carried out is refused by name", async () => {
  const { folder, remove } = testFolder();
  cpSync(migrationsFolder, folder, { recursive: true });
  const url = await server.newDatabase();
  await migrate(url, folder);
  appendFileSync(path.join(folder, "0001-events.sql"), "\n-- one more word\n");
  await assert.rejects(migrate(url, folder), startErrorLike(/0001-events\.sql was changed/));
  remove();
});

test("a database of a newer Holdfast is refused, and a migration that fails leaves nothing", async () => {
  const { folder, remove } = testFolder();
  cpSync(migrationsFolder, folder, { recursive: true });
  const url = await server.newDatabase();
  writeFileSync(path.join(folder, "9998-broken.sql"), "create table holdfast.half (a int); select 1 / 0;");
  await assert.rejects(migrate(url, folder), /division by zero/);
  const client = await connected(url);
  const { rows } = await client.query(
    "select to_regclass('holdfast.half') as half, to_regclass('holdfast.event') is not null as event",
  );
  assert.deepEqual(rows, [{ half: null, event: true }]);
  await client.query(
    "insert into holdfast.migration (number, name, checksum) values (9999, '9999-future.sql', 'x')",
  );
  await client.end();
  await assert.rejects(migrate(url), startErrorLike(/newer Holdfast.*9999-future\.sql/));
  remove();
});

test("a database user who may not make roles still gets a log that nobody can change", async () => {
  const url = await server.newDatabase();
  const admin = await connected(url);
  await admin.query("create role plain login password 'plain'");
  await admin.query(`grant create on database ${new URL(url).pathname.slice(1)} to plain`);
  const plain = new URL(url);
  plain.username = "plain";
  plain.password = "plain";
  const store = await openStore({ databaseUrl: plain.href, node: "plain" });
  stored(await store.events.append(decision("run/plain", 0, ["A"])));
  await assert.rejects(store.pool.query("delete from holdfast.event"), /permission denied|append-only/);
  await assert.rejects(store.pool.query("truncate holdfast.event"), /append-only/);
  await store.close();
  await admin.end();
});

test("a wrong password and a missing database are told apart from a database that is away", async () => {
  const wrong = new URL(await server.newDatabase());
  wrong.password = "wrong";
  await assert.rejects(migrate(wrong.href), startErrorLike(/refuses the user or password/));
  const missing = new URL(server.postgres.url);
  missing.pathname = "/nowhere";
  await assert.rejects(migrate(missing.href), startErrorLike(/does not exist/));
  await assert.rejects(
    migrate(`postgres://a:b@127.0.0.1:${await anyFreePort()}/x`),
    (error) => error instanceof StoreUnavailable,
  );
});

const debian15 = "/usr/lib/postgresql/15";
test("everything works on PostgreSQL 15, the oldest that is supported", {
  skip: existsSync(`${debian15}/bin/initdb`) ? false : `there is no PostgreSQL 15 in ${debian15}`,
}, async () => {
  const { folder, remove } = testFolder();
  const runAs = unprivilegedUser();
  const binaries = binariesIn(debian15, "15");
  const database = await prepareDatabaseFolder(folder, binaries, runAs);
  const port = await anyFreePort();
  const child = await startPostmaster(
    { binaries, runAs },
    database.dataFolder,
    embeddedSettings(port),
    database.logFile,
  );
  const url = `postgres://holdfast:${database.password}@127.0.0.1:${port}/postgres`;
  const store = await openStore({ databaseUrl: url, node: "fifteen" });
  const { rows } = await store.pool.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  assert.match(rows[0]?.version ?? "", /^15/);
  stored(await store.events.append(decision("run/a", 0, ["A"], { adds: [{ queue: "step", data: {} }] })));
  const [job] = await store.queue.fetch("step", 1);
  assert.ok(job);
  stored(await store.events.append(decision("run/a", 1, ["B"], { completes: job })));
  await assert.rejects(store.pool.query("delete from holdfast.event"), /permission denied/);
  const client = await connected(url);
  assert.equal(await schemaText(client), readFileSync(path.join(import.meta.dirname, "schema.sql"), "utf8"));
  await client.end();
  await store.close();
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  await gone;
  remove();
});
