import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ForecastModel } from "#core/analysis/forecast/forecast-model.ts";
import { type Simulation, simulate, type TrialRange } from "#core/analysis/forecast/simulate.ts";
import { byHundredths, type Report } from "#core/analysis/progress.ts";
import { joinSimulations } from "#core/analysis/forecast/summarize.ts";

/** Below so many steps × trials, starting threads takes longer than the work. */
const workMin = 3_000_000;

/**
 * Carries trials out on as many threads as there are processors, or here when there is little to do. The result is the
 * same whatever the number of threads, for each trial has luck of its own. An abort ends the threads and rejects with
 * the signal's reason. `report` hears how many trials are done.
 */
export async function simulateInThreads(
  model: ForecastModel,
  range: TrialRange,
  signal?: AbortSignal,
  report: Report = () => {},
): Promise<Simulation> {
  const trials = range.to - range.from;
  if (trials * model.steps.length < workMin) return simulate(model, range, report);
  const threads = Math.min(8, availableParallelism());
  const cut = (part: number) => range.from + Math.round((trials * part) / threads);
  const done = new Float64Array(threads);
  const tell = byHundredths(report);
  const parts = Array.from({ length: threads }, (_, part) =>
    inThread(model, { ...range, from: cut(part), to: cut(part + 1) }, signal, (count) => {
      done[part] = count;
      tell(
        done.reduce((sum, own) => sum + own, 0),
        trials,
      );
    }),
  );
  return joinSimulations(await Promise.all(parts));
}

type ThreadMessage = { readonly done: number } | { readonly simulation: Simulation };

function inThread(
  model: ForecastModel,
  range: TrialRange,
  signal: AbortSignal | undefined,
  heard: (done: number) => void,
): Promise<Simulation> {
  return new Promise((resolve, reject) => {
    const file = new URL("./simulation-thread.ts", import.meta.url);
    const worker = new Worker(file, { workerData: { model, range } });
    const abort = () => {
      void worker.terminate();
      reject(signal?.reason as Error);
    };
    if (signal?.aborted === true) return abort();
    signal?.addEventListener("abort", abort, { once: true });
    worker.on("message", (message: ThreadMessage) => {
      if ("done" in message) return heard(message.done);
      const { simulation } = message;
      signal?.removeEventListener("abort", abort);
      resolve(simulation);
    });
    worker.once("error", reject);
  });
}
