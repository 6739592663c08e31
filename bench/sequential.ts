import type { TestServer } from "#store/test-database.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { insertsPerSecond, pgbenchPerSecond } from "./floor.ts";
import { chainPlan } from "./no-op.ts";
import { median, type Row, short } from "./table.ts";

const steps = 200;
const rounds = 3;

async function oneRound(server: TestServer) {
  const url = await server.newDatabase();
  const commitSeconds = 1 / (await insertsPerSecond(url, 1, 2));
  const pgbench = await pgbenchPerSecond(url, 1, 2);
  const bench = await startBenchEngine(url);
  const warm = bench.untilFinished(1);
  await bench.start("warm", chainPlan(50));
  await warm;
  const finished = bench.untilFinished(1);
  const startedAt = performance.now();
  await bench.start("r", chainPlan(steps));
  await finished;
  const stepSeconds = (performance.now() - startedAt) / 1000 / steps;
  await bench.close();
  return { commitSeconds, pgbenchSeconds: pgbench === null ? null : 1 / pgbench, stepSeconds };
}

/** One run alone, step after step, against one durable commit of one client. */
export async function sequential(server: TestServer): Promise<readonly Row[]> {
  const results: Awaited<ReturnType<typeof oneRound>>[] = [];
  for (let round = 0; round < rounds; round += 1) results.push(await oneRound(server));
  const of = (read: (result: (typeof results)[number]) => number) => median(results.map(read));
  const hasPgbench = results.every((result) => result.pgbenchSeconds !== null);
  return [
    [
      "step ÷ one durable commit, our driver (target 18)",
      short(of((result) => result.stepSeconds / result.commitSeconds)),
    ],
    [
      "step ÷ one durable commit, pgbench",
      hasPgbench
        ? short(of((result) => result.stepSeconds / (result.pgbenchSeconds ?? Number.NaN)))
        : "pgbench is not installed",
    ],
    ["step, ms", short(of((result) => result.stepSeconds * 1000))],
    ["one durable commit, our driver, ms", short(of((result) => result.commitSeconds * 1000))],
  ];
}
