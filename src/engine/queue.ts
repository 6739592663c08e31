import type { JsonObject } from "#core/model/json.ts";

/** Queues of the engine, one worker loop each. */
export const queueNames = ["step", "timer", "incident", "page", "grant"] as const;
export type QueueName = (typeof queueNames)[number];

export type NewJob = {
  readonly queue: QueueName;
  readonly data: JsonObject;
  /**
   * Seconds to wait from when it is stored, by the clock of the queue; at once when absent. Never an instant: the
   * clocks of nodes and database differ, and an hour wrong must not become an hour lost.
   */
  readonly startAfterSeconds?: number;
};

/** One delivery of a job. A job whose worker is lost is delivered again with a higher `retry`. */
export type JobAttempt = {
  readonly queue: QueueName;
  readonly id: string;
  /** 0 at the first delivery, then 1, 2, 3 … */
  readonly retry: number;
};

export type Job = JobAttempt & { readonly data: JsonObject };

/**
 * The queue of steps: delivers at least once, tells deliveries of one job apart, and loses none.
 * Methods reject with `StoreUnavailable` when the database is away.
 */
export type Queue = {
  /** Takes up to `limit` jobs for this node; each is kept alive by `touch` and given to another node when that stops. */
  fetch(queue: QueueName, limit: number): Promise<readonly Job[]>;
  /** Completes a job outside of a decision (it turned out to be obsolete). No effect when the attempt has lost it. */
  complete(attempt: JobAttempt): Promise<void>;
  /** Says that these attempts are still being worked on; returns those that no longer hold their job. */
  touch(attempts: readonly JobAttempt[]): Promise<readonly JobAttempt[]>;
  /** Puts jobs into the queue outside of a decision. */
  add(jobs: readonly NewJob[]): Promise<void>;
  /** Calls back when there may be new jobs; a hint only, and the only guarantee is `fetch`. */
  onHint(listener: (queue: QueueName) => void): void;
};
