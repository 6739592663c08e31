import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { TestServer } from "#store/test-database.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { insertsPerSecond, pgbenchPerSecond } from "./floor.ts";
import { chainPlan } from "./no-op.ts";
import { median, type Row, short } from "./table.ts";

const runs = 50;
const stepsPerRun = 20;
const rounds = 3;

/** Seconds after which an idle session of PostgreSQL has told its counters (PGSTAT_IDLE_INTERVAL, pgstat.c), and one more. */
const countersSeconds = 11;

/** Committed transactions of the database so far, once every session has told. */
export async function commits(pool: pg.Pool): Promise<number> {
  await sleep(countersSeconds * 1000);
  const { rows } = await pool.query<{ count: number }>(
    "select xact_commit as count from pg_stat_database where datname = current_database()",
  );
  return rows[0]?.count ?? Number.NaN;
}

async function oneRound(server: TestServer) {
  const url = await server.newDatabase();
  const floor = await insertsPerSecond(url, 16, 3);
  const pgbench = await pgbenchPerSecond(url, 16, 3);
  const bench = await startBenchEngine(url);
  // A round that is not counted: code is compiled, and each connection prepares and plans its statements.
  const warm = bench.untilFinished(runs);
  for (let run = 0; run < runs; run += 1) await bench.start(`warm${run}`, chainPlan(stepsPerRun));
  await warm;
  const before = await commits(bench.store.pool);
  const startedAt = performance.now();
  const finished = bench.untilFinished(runs);
  await Promise.all(Array.from({ length: runs }, (_, run) => bench.start(`r${run}`, chainPlan(stepsPerRun))));
  await finished;
  const seconds = (performance.now() - startedAt) / 1000;
  const perStep = ((await commits(bench.store.pool)) - before) / (runs * stepsPerRun);
  await bench.close();
  return { floor, pgbench, stepsPerSecond: (runs * stepsPerRun) / seconds, commitsPerStep: perStep };
}

/** 50 runs of 20 steps at once against durable one-row inserts of 16 clients on the same database. */
export async function throughput(server: TestServer): Promise<readonly Row[]> {
  const results: Awaited<ReturnType<typeof oneRound>>[] = [];
  for (let round = 0; round < rounds; round += 1) results.push(await oneRound(server));
  const of = (read: (result: (typeof results)[number]) => number) => median(results.map(read));
  const pgbench = results.some((result) => result.pgbench === null)
    ? null
    : of((result) => result.pgbench ?? 0);
  return [
    [
      "floor commits per step, our driver (target 15)",
      short(of((result) => result.floor / result.stepsPerSecond)),
    ],
    [
      "floor commits per step, pgbench",
      pgbench === null
        ? "pgbench is not installed"
        : short(of((result) => (result.pgbench ?? 0) / result.stepsPerSecond)),
    ],
    ["transactions per step", short(of((result) => result.commitsPerStep))],
    ["steps/s", short(of((result) => result.stepsPerSecond))],
    ["durable one-row inserts/s, 16 clients, our driver", short(of((result) => result.floor))],
    ["durable one-row inserts/s, 16 clients, pgbench", pgbench === null ? "-" : short(pgbench)],
  ];
}
