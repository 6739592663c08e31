import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { Report } from "#core/analysis/progress.ts";
import type { Estate } from "#core/model/estate.ts";

/** One estate, a thread that holds it, the questions that wait for it, and the answers that are known. */
export type Desk<Question, Reply> = {
  readonly estate: Estate;
  readonly ask: (question: Question, asking?: Asking) => Promise<Reply>;
  readonly isClosed: () => boolean;
  /** Ends the thread once nobody waits for it. */
  readonly retire: () => void;
  readonly close: () => Promise<void>;
};

/** How one waits for an answer: until `signal` is aborted, while `report` hears how much of the work is done. */
export type Asking = { readonly signal?: AbortSignal; readonly report?: Report };

/** What a thread tells its desk. */
type ThreadMessage<Reply> = { readonly id: number } & (
  | { readonly done: number; readonly of: number }
  | { readonly reply: Reply }
  | { readonly failure: Error }
);

/** What a desk tells its thread: a question, or that nobody waits for its answer any more. */
export type DeskMessage<Question> =
  | { readonly id: number; readonly question: Question }
  | { readonly id: number; readonly question: null };

/** So many answers about one estate are kept; the oldest goes first. */
const answersMax = 200;

type Waiter<Reply> = {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
  readonly report: Report;
};

/**
 * Opens a desk whose thread runs `file`. The thread gets the estate as `workerData.estate` and `DeskMessage`s; it answers
 * each question with `{ id, reply }`, or `{ id, failure }` where it has failed, and may tell `{ id, done, of }` before.
 */
export function openDesk<Question, Reply>(file: URL, estate: Estate): Desk<Question, Reply> {
  const worker = new Worker(file, { workerData: { estate } });
  const waiting = new Map<number, Waiter<Reply>>();
  const known = new Map<string, Reply>();
  let closed = false;
  let last = 0;
  const end = (error: unknown) => {
    closed = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.unref();
  worker.on("message", (message: ThreadMessage<Reply>) => {
    const waiter = waiting.get(message.id);
    if ("done" in message) return waiter?.report(message.done, message.of);
    waiting.delete(message.id);
    if ("failure" in message) waiter?.reject(message.failure);
    else waiter?.resolve(message.reply);
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
  const send = (message: DeskMessage<Question>) => worker.postMessage(message, []);
  const answered = (question: Question, { signal, report = () => {} }: Asking): Promise<Reply> => {
    last += 1;
    const id = last;
    let abort = () => {};
    const reply = new Promise<Reply>((resolve, reject) => {
      waiting.set(id, { resolve, reject, report });
      abort = () => {
        waiting.delete(id);
        reject(signal?.reason as Error);
        if (waiting.size === 0) void close();
        else send({ id, question: null });
      };
      signal?.addEventListener("abort", abort, { once: true });
      send({ id, question });
    });
    return reply.finally(() => signal?.removeEventListener("abort", abort));
  };
  const ask = async (question: Question, asking: Asking = {}): Promise<Reply> => {
    // A question may carry all that was measured: its digest is kept, not itself.
    const key = createHash("sha256").update(JSON.stringify(question)).digest("base64");
    const before = known.get(key);
    if (before !== undefined) return before;
    const reply = await answered(question, asking);
    known.set(key, reply);
    const [oldest] = known.keys();
    if (known.size > answersMax && oldest !== undefined) known.delete(oldest);
    return reply;
  };
  return { estate, ask, isClosed: () => closed, retire, close };
}
