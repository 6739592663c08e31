import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import type { TestServer } from "#store/test-database.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { chainPlan } from "./no-op.ts";
import { percentile, type Row, short } from "./table.ts";

const runs = 50;
const stepsPerRun = 20;
const stepMilliseconds = 200;

type Listener = { readonly ready: Promise<void>; readonly delays: number[]; stop(): Promise<void> };

function startListener(url: string): Listener {
  const file = fileURLToPath(new URL("./push-listener.ts", import.meta.url));
  const child = spawn(process.execPath, [file, url], { stdio: ["ignore", "pipe", "inherit"] });
  const delays: number[] = [];
  let rest = "";
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString("utf8")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "ready") resolve();
        else delays.push(Number(line));
      }
    });
  });
  return {
    ready,
    delays,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** What one round trip costs on the machine as busy as it is: milliseconds of `select 1`, every 20 ms. */
async function roundTripsUntil(url: string, over: Promise<void>): Promise<readonly number[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const milliseconds: number[] = [];
  const stop = new AbortController();
  void over.then(() => stop.abort());
  while (!stop.signal.aborted) {
    const startedAt = performance.now();
    await client.query("select 1");
    milliseconds.push(performance.now() - startedAt);
    await sleep(20);
  }
  await client.end();
  return milliseconds;
}

/** From the decision of an event to its arrival in another process: 50 runs whose steps take 200 ms. */
export async function push(server: TestServer): Promise<readonly Row[]> {
  const url = await server.newDatabase();
  const bench = await startBenchEngine(url);
  const listener = startListener(url);
  await listener.ready;
  const warm = bench.untilFinished(5);
  for (let run = 0; run < 5; run += 1) await bench.start(`warm${run}`, chainPlan(5));
  await warm;
  listener.delays.length = 0;
  const finished = bench.untilFinished(runs);
  for (let run = 0; run < runs; run += 1) {
    await bench.start(`r${run}`, chainPlan(stepsPerRun, stepMilliseconds));
    // Runs of different incidents do not step in time with one another.
    await sleep(stepMilliseconds / runs);
  }
  const floor = await roundTripsUntil(url, finished);
  await sleep(1000);
  await listener.stop();
  await bench.close();
  const p99 = percentile(listener.delays, 0.99);
  return [
    ["p99 ÷ p99 of `select 1` meanwhile", short(p99 / percentile(floor, 0.99))],
    ["p99, ms (target 100)", short(p99)],
    ["p50, ms", short(percentile(listener.delays, 0.5))],
    [
      "`select 1` meanwhile, p50 / p99, ms",
      `${short(percentile(floor, 0.5))} / ${short(percentile(floor, 0.99))}`,
    ],
    ["longest, ms", short(Math.max(...listener.delays))],
    ["events", short(listener.delays.length)],
  ];
}
