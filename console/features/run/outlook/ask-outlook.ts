import type { RemainingAnswer } from "#core/analysis/forecast/remaining.ts";
import type { OutlookAsked, OutlookTold } from "./outlook-worker.ts";
import type { OutlookQuestion } from "./steps-under-way.ts";

let worker: Worker | null = null;
let lastNumber = 0;
const waiting = new Map<number, (answers: readonly RemainingAnswer[]) => void>();

function start(): Worker {
  const made = new Worker(new URL("./outlook-worker.ts", import.meta.url), { type: "module" });
  made.addEventListener("message", ({ data }: MessageEvent<OutlookTold>) => {
    waiting.get(data.number)?.(data.answers);
    waiting.delete(data.number);
  });
  return made;
}

/** Forecasts beside the page, so that no calculation holds up a key; one answer for each question, in order. */
export function askOutlook(questions: readonly OutlookQuestion[]): Promise<readonly RemainingAnswer[]> {
  worker ??= start();
  lastNumber += 1;
  const asked: OutlookAsked = { number: lastNumber, questions };
  return new Promise((resolve) => {
    waiting.set(asked.number, resolve);
    worker?.postMessage(asked, []);
  });
}
