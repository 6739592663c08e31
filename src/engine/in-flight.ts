import type { Job } from "./queue.ts";

/** One attempt that this node is working on. */
type Flight = { readonly job: Job; readonly run: string; readonly controller: AbortController };

/** What this node is working on: how attempts are kept alive, and told to stop. */
export type InFlight = {
  readonly count: () => number;
  readonly jobs: () => readonly Job[];
  readonly runs: () => ReadonlySet<string>;
  /** Tells the attempts of a run to stop; what they sent is unknown unless they know better. */
  readonly cancelRun: (run: string, reason: string) => void;
  readonly cancelJob: (id: string, retry: number, reason: string) => void;
  /** Runs `work` as the attempt of `job`. */
  readonly track: (job: Job, work: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  /** Resolves when nothing is in flight any more. */
  readonly drained: () => Promise<void>;
};

export function createInFlight(): InFlight {
  const flights = new Set<Flight>();
  let waiters: (() => void)[] = [];
  const cancel = (isMeant: (flight: Flight) => boolean, reason: string) => {
    for (const flight of flights) if (isMeant(flight)) flight.controller.abort(new Error(reason));
  };
  return {
    count: () => flights.size,
    jobs: () => [...flights].map((flight) => flight.job),
    runs: () => new Set([...flights].map((flight) => flight.run)),
    cancelRun: (run, reason) => cancel((flight) => flight.run === run, reason),
    cancelJob: (id, retry, reason) =>
      cancel((flight) => flight.job.id === id && flight.job.retry === retry, reason),
    async track(job, work) {
      const controller = new AbortController();
      const flight = { job, run: String(job.data["run"] ?? ""), controller };
      flights.add(flight);
      try {
        await work(controller.signal);
      } finally {
        flights.delete(flight);
        if (flights.size === 0) {
          for (const resolve of waiters) resolve();
          waiters = [];
        }
      }
    },
    drained: () =>
      flights.size === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(() => resolve())),
  };
}
