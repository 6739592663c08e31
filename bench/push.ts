import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TestServer } from "#store/test-database.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { chainPlan } from "./no-op.ts";
import { percentile, type Row, short } from "./table.ts";

const runs = 50;
const stepsPerRun = 20;

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
  await Promise.all(
    Array.from({ length: runs }, (_, run) => bench.start(`r${run}`, chainPlan(stepsPerRun, 200))),
  );
  await finished;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await listener.stop();
  await bench.close();
  return [
    ["p99, ms (target 100)", short(percentile(listener.delays, 0.99))],
    ["p50, ms", short(percentile(listener.delays, 0.5))],
    ["longest, ms", short(Math.max(...listener.delays))],
    ["events", short(listener.delays.length)],
  ];
}
