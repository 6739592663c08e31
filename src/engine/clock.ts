/** The time, as a port, so that simulations own it. */
export type Clock = {
  /** Now, ISO 8601 UTC with milliseconds. */
  now(): string;
  /** Monotonic seconds, for durations. */
  monotonicSeconds(): number;
  /** Resolves after `seconds`, or at once when the signal is aborted. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
};

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonicSeconds: () => performance.now() / 1000,
  sleep: (seconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, seconds * 1000);
      signal?.addEventListener("abort", done, { once: true });
    }),
};
