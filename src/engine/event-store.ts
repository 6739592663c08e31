import type { Actor } from "#core/model/actor.ts";
import type { NewEvent, StoredEvent } from "#core/model/event.ts";
import type { JobAttempt, NewJob } from "./queue.ts";

/** One decision, stored whole or not at all. */
export type Append = {
  readonly stream: string;
  /** The version the decision was made on; 0 for a new stream. The append fails when it has moved. */
  readonly expectedVersion: number;
  readonly events: readonly NewEvent[];
  readonly actor: Actor;
  readonly at: string;
  readonly commandId: string;
  /** The job whose attempt this decision settles. It is completed in the same transaction, only if that attempt still holds it. */
  readonly completes?: JobAttempt;
  /** Jobs put into the queue in the same transaction. */
  readonly adds?: readonly NewJob[];
  /** This node's claim on the job of an attempt, kept until the attempt is completed, so that a lost node's work can be found. */
  readonly holds?: JobAttempt;
};

/**
 * - `appended`: stored; the new events with their positions.
 * - `conflict`: the stream has moved on; load and decide again.
 * - `job-lost`: the attempt no longer holds its job (another node has it, or it was completed); nothing was stored.
 */
export type AppendResult =
  | { readonly status: "appended"; readonly events: readonly StoredEvent[] }
  | { readonly status: "conflict" }
  | { readonly status: "job-lost" };

/**
 * The log of events, append-only. Methods reject with `StoreUnavailable` when the database is away or
 * did not answer: the caller keeps what it has and tries again, for a COMMIT without an answer may have been carried out.
 */
export type EventStore = {
  /** Events of a stream after `afterVersion`, in order; empty when there are none. */
  load(stream: string, afterVersion: number): Promise<readonly StoredEvent[]>;
  /** The events a command has caused in a stream: how a repeated command is told from a new one. */
  causedBy(stream: string, commandId: string): Promise<readonly StoredEvent[]>;
  append(append: Append): Promise<AppendResult>;
};

/** The database could not be reached or did not answer; whether the last request took effect is not known. */
export class StoreUnavailable extends Error {}
