import { readdir } from "node:fs/promises";
import http from "node:http";
import type { CheckContract, ConnectorFixture } from "#connectors/contract/fixture.ts";
import type { JsonObject } from "#core/model/json.ts";
import { actionContracts } from "./contract-actions.test-kit.ts";
import { freePort } from "./host/free-port.ts";
import { findServerProcesses } from "./host/processes.ts";
import { postgresConnector } from "./index.ts";
import { startPair, type TestPair, type TestServer, testPassword, until } from "./pair.test-kit.ts";

const [east, west, gone] = ["component:east", "component:west", "component:gone"];
const nowhere = "component:nowhere";
const onThisHost = { absent: "it acts on the host that the engine runs on, which is always there" };

/** Two real servers, a port that refuses, a host without a data directory, and a ledger. */
export async function makePostgresFixture(): Promise<ConnectorFixture> {
  const pair = await startPair();
  const deadPort = await freePort();
  pair.components.set(gone, { ...pair.east, port: deadPort });
  pair.components.set(nowhere, {
    ...pair.east,
    port: deadPort,
    local: { ...pair.east.local, dataDirectory: `${pair.folder}/nowhere` },
  });
  await pair.sql(pair.east, "create table orders (id text primary key)");
  const ledger = await startLedger();
  const digest = () => digestOf(pair);
  const clean = await waitForDigest(pair);
  let frozen = false;
  const given: Given = {
    pair,
    fresh: async () => {
      if (!frozen && (await digest()) === clean) return;
      frozen = false;
      await pair.reset();
      await pair.sql(pair.east, "create table orders (id text primary key)");
      await waitForDigest(pair);
    },
    freeze: async (server, backend) => {
      await given.fresh();
      frozen = true;
      await stopBackend(pair, server, backend);
    },
    act: async (name, parameters) => {
      const action = postgresConnector.actions[name];
      const outcome = await action?.act(action.parameters.parse(parameters), pair.context(`given-${name}`));
      if (outcome?.status !== "done") throw new Error(`${name}: ${JSON.stringify(outcome)}`);
    },
  };
  return {
    connector: postgresConnector,
    access: pair.context("access").access,
    digest,
    secrets: [testPassword],
    checks: { ...readings(given), ...comparisons(given, ledger.url) },
    actions: actionContracts(given),
    close: async () => {
      await ledger.end();
      await pair.end();
    },
  };
}

/** What brings the two servers to where a case begins. */
export type Given = {
  readonly pair: TestPair;
  /** Both servers as they were at first; nothing is done where nothing was changed. */
  readonly fresh: () => Promise<void>;
  /** As at first, but for one process of a server that does not work any more: what waits for it hangs. */
  readonly freeze: (server: TestServer, backend: string) => Promise<void>;
  readonly act: (name: string, parameters: JsonObject) => Promise<void>;
};

function readings({ fresh, act }: Given): { readonly [name: string]: CheckContract } {
  const away = { given: fresh, with: { target: gone } };
  return {
    status: {
      holds: { given: fresh, with: { target: east } },
      failed: { absent: "it tells what it sees and demands nothing" },
      unreachable: away,
    },
    identity: {
      holds: { given: fresh, with: { target: east } },
      failed: { absent: "it tells what it sees and demands nothing" },
      unreachable: away,
    },
    writable: {
      holds: { given: fresh, with: { target: east } },
      failed: { given: fresh, with: { target: west } },
      unreachable: away,
    },
    standby: {
      holds: { given: fresh, with: { target: west } },
      failed: { given: fresh, with: { target: east } },
      unreachable: away,
    },
    fenced: {
      holds: {
        given: async () => {
          await fresh();
          await act("fence", { target: west });
        },
        with: { target: west },
      },
      failed: { given: fresh, with: { target: west } },
      unreachable: onThisHost,
    },
  };
}

function comparisons(given: Given, ledgerUrl: string): { readonly [name: string]: CheckContract } {
  const { fresh, act } = given;
  const marks = { writes: { absent: "it writes its marker" } };
  const pairOf = { primary: east, standby: west };
  const loss = { standby: west, table: "orders", key: "id", ledger: { url: ledgerUrl } };
  const set = { old: east, new: west, table: "orders", key: "id" };
  const failedOver = async () => {
    await fresh();
    await act("fence", { target: east });
    await act("promote", { target: west });
  };
  const onPair = (extra: JsonObject): CheckContract => ({
    holds: { given: fresh, with: { ...pairOf, ...extra } },
    failed: { given: fresh, with: { primary: west, standby: west, ...extra } },
    unreachable: { given: fresh, with: { primary: east, standby: gone, ...extra } },
    ...marks,
  });
  return {
    streaming: onPair({}),
    "caught-up": onPair({}),
    consistent: onPair({ tables: ["orders"] }),
    lag: onPair({ maxBytes: 1_000_000 }),
    "loss-statement": {
      holds: { given: fresh, with: loss },
      failed: { given: fresh, with: { ...loss, table: "no_orders" } },
      unreachable: { given: fresh, with: { ...loss, standby: gone } },
    },
    divergence: {
      holds: { given: failedOver, with: set },
      failed: { given: fresh, with: set },
      unreachable: { given: failedOver, with: { ...set, new: gone } },
    },
  };
}

/** How both servers stand: files that decide what a start makes of them, who runs, in which role, and what is set. */
async function digestOf(pair: TestPair): Promise<string> {
  const folders = (await readdir(pair.folder)).filter((name) => !name.endsWith(".log"));
  const servers = await Promise.all(
    [pair.east, pair.west].map(async (server) => ({
      files: (await filesOf(server)).filter((name) => /signal$|^holdfast/.test(name)),
      runs: (await findServerProcesses(server.local.dataDirectory)).length > 0,
      state: await pair.sql(server, stateSql).catch((error: Error) => error.message),
    })),
  );
  return JSON.stringify({ folders, servers });
}

const stateSql = `select pg_is_in_recovery() as recovery, current_setting('synchronous_standby_names') as names,
  (select count(*) from pg_replication_slots)::int as slots, to_regclass('orders')::text as orders,
  (select count(*) from pg_stat_wal_receiver where status = 'streaming')::int as receives`;

/** The digest once the standby has what the primary has. */
async function waitForDigest(pair: TestPair): Promise<string> {
  await until(
    async () => (await pair.sql(pair.west, "select to_regclass('orders')::text as t"))[0]?.["t"] !== null,
  );
  return digestOf(pair);
}

function filesOf(server: TestServer): Promise<string[]> {
  return readdir(server.local.dataDirectory);
}

async function stopBackend(pair: TestPair, server: TestServer, type: string): Promise<void> {
  const [row] = await pair.sql(server, "select pid from pg_stat_activity where backend_type = $1", [type]);
  process.kill(Number(row?.["pid"]), "SIGSTOP");
}

async function startLedger(): Promise<{ readonly url: string; readonly end: () => Promise<void> }> {
  const server = http.createServer((_, response) => response.end('{"records":[]}'));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/ledger`,
    end: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
