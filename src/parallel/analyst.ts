import { Worker } from "node:worker_threads";
import type { AnalysisAnswers, AnalysisQuestion } from "#core/analysis/question.ts";
import type { Estate } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";

/** An answer, or the references that are no nodes of the estate. */
export type AnalysisReply<Type extends AnalysisQuestion["type"] = AnalysisQuestion["type"]> =
  | { readonly status: "answered"; readonly answer: AnalysisAnswers[Type] }
  | { readonly status: "unknown"; readonly refs: readonly Ref[] };

/** Answers questions about estates in a thread of its own, so that nobody else waits for them. */
export type Analyst = {
  /**
   * The same question about the same estate is answered once. An abort rejects with the signal's reason, and stops the
   * work unless others wait for the same thread.
   */
  ask<Question extends AnalysisQuestion>(
    estate: Estate,
    question: Question,
    signal?: AbortSignal,
  ): Promise<AnalysisReply<Question["type"]>>;
  close(): Promise<void>;
};

/** So many answers about one estate are kept; the oldest goes first. */
const answersMax = 200;

/** An analyst whose thread starts with the first question and is replaced when the estate is another one. */
export function createAnalyst(): Analyst {
  let desk: Desk | null = null;
  return {
    async ask(estate, question, signal) {
      signal?.throwIfAborted();
      if (desk === null || desk.estate !== estate || desk.isClosed()) {
        desk?.retire();
        desk = openDesk(estate);
      }
      return (await desk.ask(question, signal)) as never;
    },
    close: async () => {
      await desk?.close();
    },
  };
}

type Desk = {
  readonly estate: Estate;
  readonly ask: (question: AnalysisQuestion, signal?: AbortSignal) => Promise<AnalysisReply>;
  readonly isClosed: () => boolean;
  /** Ends the thread once nobody waits for it. */
  readonly retire: () => void;
  readonly close: () => Promise<void>;
};

type Waiter = { readonly resolve: (reply: AnalysisReply) => void; readonly reject: (error: unknown) => void };

/** One estate, its thread, the questions that wait for it, and the answers that are known. */
function openDesk(estate: Estate): Desk {
  const worker = new Worker(new URL("./analysis-thread.ts", import.meta.url), { workerData: { estate } });
  const waiting = new Map<number, Waiter>();
  const known = new Map<string, AnalysisReply>();
  let closed = false;
  let last = 0;
  const end = (error: unknown) => {
    closed = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.unref();
  worker.on("message", ({ id, reply }: { readonly id: number; readonly reply: AnalysisReply }) => {
    waiting.get(id)?.resolve(reply);
    waiting.delete(id);
    if (closed) retire();
  });
  worker.on("error", end);
  worker.on("exit", () => end(new Error("the thread of the analysis ended")));
  const close = async () => {
    closed = true;
    await worker.terminate();
  };
  const retire = () => {
    closed = true;
    if (waiting.size === 0) void close();
  };
  const ask = async (question: AnalysisQuestion, signal?: AbortSignal): Promise<AnalysisReply> => {
    const key = JSON.stringify(question);
    const before = known.get(key);
    if (before) return before;
    last += 1;
    const id = last;
    const reply = await new Promise<AnalysisReply>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      const abort = () => {
        waiting.delete(id);
        reject(signal?.reason as Error);
        if (waiting.size === 0) void close();
      };
      signal?.addEventListener("abort", abort, { once: true });
      worker.postMessage({ id, question }, []);
    });
    known.set(key, reply);
    const [oldest] = known.keys();
    if (known.size > answersMax && oldest !== undefined) known.delete(oldest);
    return reply;
  };
  return { estate, ask, isClosed: () => closed, retire, close };
}
