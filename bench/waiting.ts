import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { TestServer } from "#store/test-database.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { chainPlan, waitingPlan } from "./no-op.ts";
import { type Row, short } from "./table.ts";
import { commits } from "./throughput.ts";

const runs = 10_000;
const watchSeconds = 10;

async function transactionsPerSecond(pool: pg.Pool): Promise<{ transactions: number; cpuSeconds: number }> {
  const before = await commits(pool);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await sleep(watchSeconds * 1000);
  const after = await commits(pool);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { transactions: (after - before) / seconds, cpuSeconds: (user + system) / 1e6 / seconds };
}

async function startSeconds(url: string): Promise<number> {
  const startedAt = performance.now();
  const bench = await startBenchEngine(url, "again");
  const finished = bench.untilFinished(1);
  await bench.start(`probe-${performance.now()}`, chainPlan(1));
  await finished;
  const seconds = (performance.now() - startedAt) / 1000;
  await bench.close();
  return seconds;
}

/** What runs that wait for a person cost while they wait, and when a node starts. */
export async function waiting(server: TestServer): Promise<readonly Row[]> {
  const url = await server.newDatabase();
  const startEmpty = await startSeconds(url);
  const bench = await startBenchEngine(url);
  const empty = await transactionsPerSecond(bench.store.pool);
  const startedAt = performance.now();
  const lanes = Array.from({ length: 16 }, async (_, lane) => {
    for (let run = lane; run < runs; run += 16) await bench.start(`w${run}`, waitingPlan(5));
  });
  await Promise.all(lanes);
  const startPerSecond = runs / ((performance.now() - startedAt) / 1000);
  const full = await transactionsPerSecond(bench.store.pool);
  const { rows } = await bench.store.pool.query<{ bytes: number }>(
    "select pg_total_relation_size('holdfast.event') as bytes",
  );
  await bench.close();
  const startFull = await startSeconds(url);
  return [
    ["transactions/s more than with no run (target 0)", short(full.transactions - empty.transactions)],
    ["transactions/s with 10,000 waiting runs", short(full.transactions)],
    ["transactions/s with no run", short(empty.transactions)],
    [
      "CPU of the node, % of one core, with / without",
      `${short(full.cpuSeconds * 100)} / ${short(empty.cpuSeconds * 100)}`,
    ],
    ["node start until a step is done, s, with / without", `${short(startFull)} / ${short(startEmpty)}`],
    ["runs started/s", short(startPerSecond)],
    ["log, MB", short((rows[0]?.bytes ?? 0) / 1e6)],
  ];
}
