import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { AccessError, type CallContext } from "#connectors/connector.ts";
import type { JsonObject } from "#core/model/json.ts";
import { readableBinaries } from "#store/embedded/readable-binaries.ts";
import { unprivilegedUser } from "#store/embedded/run-as.ts";
import { type LocalServer, type ServerAccess, serverAccess } from "./access.ts";
import type { Owner } from "./host/data-directory.ts";
import { freePort } from "./host/free-port.ts";
import { killServer } from "./host/kill-server.ts";
import { chownTree } from "./host/own-tree.ts";
import { startServer } from "./host/server-process.ts";
import { poll } from "./poll.ts";
import { conninfoFor } from "./upstream.ts";

const run = promisify(execFile);

/** The password of the servers: no outcome may show it. */
export const testPassword = "it's \\ a secret";

/** A server on this host, for tests. */
export type TestServer = ServerAccess & { readonly local: LocalServer };

/** Two real servers for tests: `component:east` is the primary, `component:west` its standby. */
export type TestPair = {
  readonly folder: string;
  readonly east: TestServer;
  readonly west: TestServer;
  /** Answers for the two servers and for whatever was added to it. */
  readonly components: Map<string, ServerAccess>;
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
  /** Makes both servers as they were at first. */
  readonly reset: () => Promise<void>;
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
  const user = unprivilegedUser();
  const owner: Owner = user ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  await run("chown", [`${owner.uid}:${owner.gid}`, folder]);
  const binDirectory = path.dirname(readableBinaries(folder, user).postgres);
  const east = await makeAccess(folder, binDirectory, "east");
  const west = await makeAccess(folder, binDirectory, "west");
  await makeTemplate(folder, binDirectory, owner);
  const components = new Map<string, ServerAccess>([
    ["component:east", east],
    ["component:west", west],
  ]);
  const reset = () => startFromTemplate(folder, east, west, owner);
  await reset();
  return {
    folder,
    east,
    west,
    components,
    context: (key, signal = AbortSignal.timeout(120_000)) => ({ key, signal, access: accessIn(components) }),
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
    reset,
    end: async () => {
      await killPair(east, west);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until something holds; 30 s are enough on a slow machine, and then it throws. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const ask = async () => ((await holds()) ? true : null);
  const options = { limitSeconds: 30, everyMilliseconds: 50, signal: AbortSignal.timeout(60_000) };
  if (!(await poll(ask, options))) throw new Error("it did not come to hold in 30 s");
}

async function makeAccess(folder: string, binDirectory: string, name: string): Promise<TestServer> {
  const local = { dataDirectory: `${folder}/${name}`, binDirectory };
  const access = serverAccess.parse({
    host: "127.0.0.1",
    port: await freePort(),
    database: "postgres",
    user: "postgres",
    password: testPassword,
    applicationName: name,
    local,
  });
  return { ...access, local };
}

async function makeTemplate(folder: string, binDirectory: string, owner: Owner): Promise<void> {
  const passwordFile = `${folder}/password`;
  await writeFile(passwordFile, testPassword);
  await run("chown", [`${owner.uid}:${owner.gid}`, passwordFile]);
  const identity = process.geteuid?.() === 0 ? owner : {};
  const options = [
    "-U",
    "postgres",
    "--locale=C",
    "-E",
    "UTF8",
    "-A",
    "scram-sha-256",
    "--no-sync",
    "--wal-segsize=1",
  ];
  const where = ["-D", `${folder}/template`, `--pwfile=${passwordFile}`];
  await run(`${binDirectory}/initdb`, [...where, ...options], { ...identity, cwd: "/" });
  await writeFile(`${folder}/template/postgresql.conf`, settings);
}

/** A cold copy of a cluster that was shut down cleanly is the plainest base backup there is. */
async function startFromTemplate(
  folder: string,
  east: TestServer,
  west: TestServer,
  owner: Owner,
): Promise<void> {
  await killPair(east, west);
  for (const { local } of [east, west]) {
    await rm(local.dataDirectory, { recursive: true, force: true });
    await run("cp", ["-a", `${folder}/template`, local.dataDirectory]);
  }
  await writeFile(`${west.local.dataDirectory}/standby.signal`, "");
  const conninfo = conninfoFor(east, "west").replaceAll("\\", "\\\\").replaceAll("'", "''");
  await writeFile(`${west.local.dataDirectory}/postgresql.auto.conf`, `primary_conninfo = '${conninfo}'\n`);
  for (const server of [east, west]) {
    await chownTree(server.local.dataDirectory, owner);
    await start(server);
  }
  await until(
    async () => (await sql(west, "select 1 from pg_stat_wal_receiver where status = 'streaming'")).length > 0,
  );
}

async function killPair(east: TestServer, west: TestServer): Promise<void> {
  for (const { local } of [east, west]) {
    await killServer(local.dataDirectory, AbortSignal.timeout(30_000)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      },
    );
  }
}

function accessIn(components: ReadonlyMap<string, ServerAccess>): CallContext["access"] {
  return async (ref) => {
    const access = components.get(ref);
    if (!access) throw new AccessError(`${ref} declares no access`);
    return access as unknown as JsonObject;
  };
}

async function start(server: TestServer): Promise<void> {
  const options = { port: server.port, arguments: [] };
  const started = await startServer(server.local, server.local.dataDirectory, options);
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
  const { host, port, user, database } = server;
  const limits = { connectionTimeoutMillis: 10_000, query_timeout: 30_000 };
  const client = new Client({ host, port, user, database, password: testPassword, ...limits });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<JsonObject>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
