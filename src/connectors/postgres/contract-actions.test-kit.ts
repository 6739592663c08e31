import { readdir } from "node:fs/promises";
import type { ActionContract } from "#connectors/contract/fixture.ts";
import type { Given } from "./contract-fixture.test-kit.ts";
import { findServerProcesses } from "./host/processes.ts";
import { type TestPair, type TestServer, until } from "./pair.test-kit.ts";

const [east, west, gone] = ["component:east", "component:west", "component:gone"];
const nowhere = "component:nowhere";
const onThisHost = { absent: "it acts on the host that the engine runs on, which is always there" };
const provenBySilence = { absent: "its answer cannot be lost apart from being cancelled, which is tried" };
const certainUntilItIsDone = { absent: "it works on this host and sees for itself what has come of it" };
const harmlessTwice = { absent: "a second checkpoint has no effect that could be counted" };
const idempotent = { absent: "it is carried out again instead of being observed" };

/** How each action is brought to each of its outcomes. */
export function actionContracts(given: Given): { readonly [name: string]: ActionContract } {
  return { ...fencing(given), ...promotion(given), ...running(given), ...wayBack(given) };
}

function fencing({ pair, fresh, act }: Given): { readonly [name: string]: ActionContract } {
  const unfence = { target: east, unlessWritable: west };
  const eastFenced = async () => {
    await fresh();
    await act("fence", { target: east });
  };
  const fenceMarks = async () =>
    (await filesOf(pair.east)).filter((name) => name === "holdfast-fenced.json").length;
  return {
    fence: {
      done: { given: fresh, with: { target: east } },
      failed: { given: fresh, with: { target: nowhere } },
      unreachable: onThisHost,
      unknown: certainUntilItIsDone,
      sameKey: { given: fresh, with: { target: east }, effects: fenceMarks },
      cancelledAfterSending: certainUntilItIsDone,
      observe: idempotent,
    },
    unfence: {
      done: { given: eastFenced, with: unfence },
      failed: { given: fresh, with: { target: west, unlessWritable: east } },
      unreachable: { given: eastFenced, with: { target: east, unlessWritable: gone } },
      unknown: certainUntilItIsDone,
      sameKey: { given: eastFenced, with: unfence, effects: async () => 1 - (await fenceMarks()) },
      cancelledAfterSending: certainUntilItIsDone,
      observe: idempotent,
    },
  };
}

function promotion({ pair, fresh, freeze }: Given): { readonly [name: string]: ActionContract } {
  const names = { target: east, names: "west" };
  const isSet = async () => {
    const [row] = await pair.sql(pair.east, "select current_setting('synchronous_standby_names') as names");
    return row?.["names"] === "west";
  };
  const sent = (server: TestServer, statement: string) => () =>
    until(async () => {
      const sql = "select 1 from pg_stat_activity where pid <> pg_backend_pid() and query ilike $1";
      return (await pair.sql(server, sql, [`%${statement}%`])).length > 0;
    });
  const away = { given: fresh, with: { target: gone } };
  return {
    promote: {
      done: { given: fresh, with: { target: west } },
      failed: { given: fresh, with: { target: east } },
      unreachable: away,
      unknown: provenBySilence,
      sameKey: { given: fresh, with: { target: west }, effects: () => timeline(pair) },
      cancelledAfterSending: {
        given: () => freeze(pair.west, "startup"),
        with: { target: west },
        // It asks for the promotion and then looks again and again whether it is over.
        sent: sent(pair.west, "not pg_is_in_recovery() as over"),
      },
      observe: "declared",
    },
    checkpoint: {
      done: { given: fresh, with: { target: east } },
      failed: { absent: "a server that answers writes a checkpoint" },
      unreachable: away,
      unknown: provenBySilence,
      sameKey: harmlessTwice,
      cancelledAfterSending: {
        given: () => freeze(pair.east, "checkpointer"),
        with: { target: east },
        sent: sent(pair.east, "checkpoint"),
      },
      observe: idempotent,
    },
    "set-synchronous": {
      done: { given: fresh, with: names },
      failed: { given: fresh, with: { target: east, names: "FIRST 1 (" } },
      unreachable: { given: fresh, with: { target: gone, names: "" } },
      unknown: { absent: "it waits for nothing but the server's own file" },
      sameKey: { given: fresh, with: names, effects: async () => Number(await isSet()) },
      cancelledAfterSending: { absent: "it waits for nothing but the server's own file" },
      observe: idempotent,
    },
  };
}

function running({ pair, fresh, freeze, act }: Given): { readonly [name: string]: ActionContract } {
  const runs = async () => Math.min(1, (await findServerProcesses(pair.west.local.dataDirectory)).length);
  const westStopped = async () => {
    await fresh();
    await act("stop", { target: west });
  };
  const heldUp = () => freeze(pair.west, "checkpointer");
  return {
    start: {
      done: { given: westStopped, with: { target: west } },
      failed: { given: fresh, with: { target: east } },
      unreachable: { given: westStopped, with: { target: west, unlessWritable: gone } },
      unknown: certainUntilItIsDone,
      sameKey: { given: westStopped, with: { target: west }, effects: runs },
      cancelledAfterSending: certainUntilItIsDone,
      observe: "declared",
    },
    stop: {
      done: { given: fresh, with: { target: west } },
      failed: { given: fresh, with: { target: nowhere } },
      unreachable: onThisHost,
      unknown: { given: heldUp, with: { target: west, withinSeconds: 0.3 } },
      sameKey: { given: fresh, with: { target: west }, effects: async () => 1 - (await runs()) },
      cancelledAfterSending: {
        given: heldUp,
        with: { target: west },
        sent: () =>
          until(() =>
            pair.sql(pair.west, "select 1").then(
              () => false,
              () => true,
            ),
          ),
      },
      observe: "declared",
    },
  };
}

function wayBack({ pair, fresh, act }: Given): { readonly [name: string]: ActionContract } {
  const rebuild = { target: east, source: west };
  const follow = { target: east, primary: west };
  const changed = (first: string) => async () => {
    await fresh();
    await act(first, { target: east });
    await act("promote", { target: west });
  };
  const crashed = changed("fence");
  const stopped = changed("stop");
  const asides = async () =>
    (await readdir(pair.folder)).filter((name) => name.includes("holdfast-old")).length;
  const eastRuns = async () => Math.min(1, (await findServerProcesses(pair.east.local.dataDirectory)).length);
  return {
    "rebuild-standby": {
      done: { given: crashed, with: rebuild },
      failed: { given: fresh, with: { target: west, source: east } },
      unreachable: { given: crashed, with: { target: east, source: gone } },
      unknown: { absent: "until the swap nothing has changed, and after it the host shows what has" },
      sameKey: { given: crashed, with: rebuild, effects: asides },
      cancelledAfterSending: {
        absent: "cancelled before the swap it has certainly failed, which its own test shows",
      },
      observe: "declared",
    },
    follow: {
      done: { given: stopped, with: follow },
      failed: { given: crashed, with: follow },
      unreachable: { given: stopped, with: { target: east, primary: gone } },
      unknown: certainUntilItIsDone,
      sameKey: { given: stopped, with: follow, effects: eastRuns },
      cancelledAfterSending: certainUntilItIsDone,
      observe: "declared",
    },
  };
}

async function timeline(pair: TestPair): Promise<number> {
  const sql = `select case when pg_is_in_recovery() then 1
    else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int end as timeline`;
  return Number((await pair.sql(pair.west, sql))[0]?.["timeline"]);
}

function filesOf(server: TestServer): Promise<string[]> {
  return readdir(server.local.dataDirectory);
}
