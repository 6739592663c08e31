import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { type ForecastModel, prepareForecast } from "#core/analysis/forecast/forecast-model.ts";
import { priorityOrder } from "#core/analysis/forecast/priority-order.ts";
import { quantileTable } from "#core/analysis/forecast/quantile-table.ts";
import { rankedArrays } from "#core/analysis/forecast/ranked-arrays.ts";
import { simulate } from "#core/analysis/forecast/simulate.ts";
import { summarize } from "#core/analysis/forecast/summarize.ts";
import { simulateInThreads } from "#parallel/simulate-in-threads.ts";
import { randomRecovery } from "./random-recovery.ts";
import { median, type Row, short } from "./table.ts";

const peers = path.join(import.meta.dirname, "peers");
const seed = 1;

function modelOf(steps: number): ForecastModel {
  const prepared = prepareForecast(randomRecovery(steps, 5));
  if (prepared.status === "infeasible") throw new Error("the recovery of the benchmark cannot be done");
  const { model } = prepared;
  // The peers know no strict order.
  return model.rule.isStrict ? { ...model, rule: { order: priorityOrder(model), isStrict: false } } : model;
}

/** Microseconds per trial on one thread; the median of five. */
function microsecondsPerTrial(model: ForecastModel, trials: number): number {
  simulate(model, { seed, from: 0, to: 2000 });
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    simulate(model, { seed, from: 0, to: trials });
    return ((performance.now() - startedAt) * 1000) / trials;
  });
  return median(times);
}

/** The problem as text for the peers, in the numbering of the priority order. */
function writeProblem(model: ForecastModel, file: string): void {
  const { order } = model.rule;
  const ranked = rankedArrays(model, order);
  const rankOf = new Map([...order].map((step, rank) => [step, rank]));
  const { predecessorStart, predecessors, capacity, size, width } = model.problem;
  const predStart = [0];
  const pred: number[] = [];
  for (const step of order) {
    const before = predecessors.subarray(predecessorStart[step], predecessorStart[step + 1]);
    pred.push(...Array.from(before, (other) => rankOf.get(other) ?? 0));
    predStart.push(pred.length);
  }
  const tables = [...order].flatMap((step) => {
    const { duration } = model.steps[step] ?? {};
    return duration === undefined ? [] : [...quantileTable(duration)];
  });
  const lists: Iterable<number>[] = [
    Array.from(order, (step) => model.keys[step] ?? 0),
    ranked.successorStart,
    ranked.successors,
    predStart,
    pred,
    ranked.needStart,
    ranked.needResource,
    ranked.waitingAtFirst,
    ranked.needAmount,
    ranked.leastNeed,
    capacity,
    tables,
  ];
  const text = lists.map((list) => {
    const values = [...list];
    return `${values.length} ${values.join(" ")}`;
  });
  writeFileSync(file, `${size} ${width}\n${text.join("\n")}\n`);
}

/** Microseconds per trial and the median of a peer; null where it cannot run here. */
function peer(
  program: string,
  args: readonly string[],
): { readonly micros: number; readonly p50: number } | null {
  try {
    const printed = execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const [seconds = Number.NaN, p50 = Number.NaN] = printed.trim().split(" ").map(Number);
    return { micros: seconds * 1e6, p50 };
  } catch {
    return null;
  }
}

function peerRows(model: ForecastModel, micros: number): readonly Row[] {
  const folder = mkdtempSync(path.join(tmpdir(), "holdfast-bench-forecast-"));
  try {
    const problem = path.join(folder, "problem.txt");
    const binary = path.join(folder, "forecast");
    writeProblem(model, problem);
    const p50 = summarize(model, simulate(model, { seed, from: 0, to: 20_000 }), null).seconds.p50;
    try {
      execFileSync("g++", ["-O3", "-march=native", "-o", binary, path.join(peers, "forecast.cc")]);
    } catch {
      return [["C++", "not measured: there is no g++ here"]];
    }
    const cpp = median([1, 2, 3].flatMap(() => peer(binary, [problem, "20000"])?.micros ?? []));
    const same = peer(binary, [problem, "20000"]);
    const python = peer("python3", [path.join(peers, "forecast.py"), problem, "60"]);
    const agreement = Math.abs((same?.p50 ?? 0) / p50 - 1);
    if (agreement > 1e-3) throw new Error(`the C++ program computes something else: ${same?.p50} and ${p50}`);
    return [
      ["Holdfast ÷ C++ -O3, one thread (target at most 2)", short(micros / cpp)],
      [
        "plain Python ÷ Holdfast (target at least 100)",
        python === null ? "no python3 here" : short(python.micros / micros),
      ],
      ["C++ µs per trial", short(cpp)],
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a person waits for after changing one duration: the plan again and a first sample. */
function whatIfMilliseconds(): number {
  const times = Array.from({ length: 9 }, (_, i) => {
    const problem = randomRecovery(300, 5);
    const steps = problem.steps.map((step, at) =>
      at === 40 + i ? { ...step, duration: { type: "fixed", seconds: 900 } as const } : step,
    );
    const startedAt = performance.now();
    const prepared = prepareForecast({ ...problem, steps }, { schedulesMax: 1 });
    if (prepared.status === "infeasible") throw new Error("the change made it impossible");
    summarize(prepared.model, simulate(prepared.model, { seed, from: 0, to: 500 }), 36_000);
    return performance.now() - startedAt;
  });
  return median(times);
}

/** The forecast of a large runbook with limited people, against C++ and Python doing the same. */
export async function forecastSpeed(): Promise<readonly Row[]> {
  const model = modelOf(300);
  const micros = microsecondsPerTrial(model, 10_000);
  await simulateInThreads(model, { seed, from: 0, to: 20_000 });
  const startedAt = performance.now();
  await simulateInThreads(model, { seed, from: 0, to: 100_000 });
  const seconds = (performance.now() - startedAt) / 1000;
  const double = microsecondsPerTrial(modelOf(600), 5000);
  return [
    ...peerRows(model, micros),
    ["600 steps ÷ 300 steps, per trial (linear: 2)", short(double / micros)],
    [`300 steps, 100,000 trials on ${availableParallelism()} threads, s (target 2)`, short(seconds)],
    ["Holdfast µs per trial, one thread", short(micros)],
    [
      "what-if: one duration changed, P50 and P95 of 500 trials, ms (target 100)",
      short(whatIfMilliseconds()),
    ],
  ];
}
