import type { Clock } from "./clock.ts";
import { createInFlight, type InFlight } from "./in-flight.ts";
import type { Job, Queue, QueueName } from "./queue.ts";

export type WorkerOptions = {
  readonly queue: Queue;
  readonly name: QueueName;
  readonly clock: Clock;
  /** Jobs worked on at once. */
  readonly concurrencyMax: number;
  /** Seconds between looks at the queue when no hint comes. */
  readonly pollSeconds: number;
  readonly work: (job: Job, signal: AbortSignal) => Promise<void>;
  /** Told of errors that `work` did not turn into an outcome: bugs, or the database being away. */
  readonly onError: (error: unknown, job: Job | null) => void;
};

/** A loop that takes jobs from one queue and works on several at once. */
export type Worker = {
  readonly inFlight: InFlight;
  /** Takes no more jobs; resolves when those in flight are finished. */
  stop(): Promise<void>;
};

export function startWorker(options: WorkerOptions): Worker {
  const { queue, name, clock, concurrencyMax, pollSeconds, work, onError } = options;
  const inFlight = createInFlight();
  const stopping = new AbortController();
  let wake = new AbortController();
  let hinted = true;
  const hint = () => {
    hinted = true;
    // A reason given spares the making of an error, with its stack, for each hint.
    wake.abort("hint");
  };
  queue.onHint((hintedName) => {
    if (hintedName === name) hint();
  });

  async function fetchAndStart(): Promise<boolean> {
    const room = concurrencyMax - inFlight.count();
    if (room <= 0) return false;
    const jobs = await queue.fetch(name, room);
    for (const job of jobs) {
      inFlight
        .track(job, (signal) => work(job, signal))
        .catch((error: unknown) => onError(error, job))
        .finally(() => {
          // Room again: when the worker was full, the queue may hold more.
          if (inFlight.count() === concurrencyMax - 1) hint();
        });
    }
    return jobs.length === room;
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      hinted = false;
      try {
        if (await fetchAndStart()) continue;
      } catch (error) {
        onError(error, null);
      }
      if (hinted || stopping.signal.aborted) continue;
      // One signal for both reasons to wake: signals combined by AbortSignal.any stay in the memory of
      // their long-lived part, and this loop turns for as long as the process lives.
      wake = new AbortController();
      await clock.sleep(pollSeconds, wake.signal);
    }
  }

  const looping = loop();
  return {
    inFlight,
    async stop() {
      stopping.abort();
      wake.abort();
      await looping;
      await inFlight.drained();
    },
  };
}
