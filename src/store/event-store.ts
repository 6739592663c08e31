import type pg from "pg";
import { genesisHash } from "#core/evidence/event-hash.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { Append, AppendResult, EventStore } from "#engine/event-store.ts";
import type { JobAttempt, NewJob } from "#engine/queue.ts";
import { type EventRow, eventColumns, storedEvent } from "./event-row.ts";
import { corkForThisTurn } from "./corked.ts";
import { asStore, sqlState, storeFailure } from "./failure.ts";
import { createHeadCache, type HeadCache } from "./head-cache.ts";
import { type SealedEvents, sealEvents } from "./sealed-events.ts";
import { queryPrepared } from "./statements.ts";

/** What the log needs of the queue: its part of a decision, on the decision's own connection. */
export type JobWriter = {
  /** Puts jobs into the queue; visible when the transaction commits. */
  add(client: pg.ClientBase, jobs: readonly NewJob[]): Promise<void>;
  /** Completes the job of an attempt; false when the attempt no longer holds it. */
  complete(client: pg.ClientBase, attempt: JobAttempt): Promise<boolean>;
};

export type EventStoreOptions = {
  readonly pool: pg.Pool;
  readonly jobs: JobWriter;
  /** This node, on whose behalf jobs are held. */
  readonly node: string;
  /** Told after each commit that stored events: for hints, which never stand inside the transaction. */
  readonly onAppended?: (events: readonly StoredEvent[], adds: readonly NewJob[]) => void;
};

const insertText = `
  insert into holdfast.event (stream, version, type, data, actor, at, command_id, hash)
  select $1, $2::int + e.place, e.type, e.data::json, $5::json, $6, $7, decode(e.hash, 'hex')
  from unnest($3::text[], $4::text[], $8::text[]) with ordinality as e (type, data, hash, place)
  order by e.place
  returning position, version`;

/** A claim, and the end of one, stand in the statement of its events: each statement less is throughput. */
const insertAndHoldText = `
  with held as (
    insert into holdfast.held_job (job_id, queue, retry, node) values ($9::uuid, $10, $11::int, $12)
    on conflict (job_id) do update set retry = excluded.retry, node = excluded.node, since = now()
  ) ${insertText}`;

const insertAndReleaseText = `
  with released as (delete from holdfast.held_job where job_id = $9::uuid and retry <= $10::int) ${insertText}`;

/** The log of events in PostgreSQL. */
export function createEventStore(options: EventStoreOptions): EventStore {
  const { pool } = options;
  const heads = createHeadCache();
  return {
    load: (stream, afterVersion) => asStore(() => load(pool, heads, stream, afterVersion)),
    causedBy: (stream, commandId) =>
      asStore(async () => {
        const { rows } = await queryPrepared<EventRow>(
          pool,
          `select ${eventColumns} from holdfast.event where stream = $1 and command_id = $2 order by version`,
          [stream, commandId],
        );
        return rows.map(storedEvent);
      }),
    append: async (append) => {
      const result = await asStore(() => appendDecision(options, heads, append));
      if (result.status === "appended") options.onAppended?.(result.events, append.adds ?? []);
      return result;
    },
  };
}

async function load(
  pool: pg.Pool,
  heads: HeadCache,
  stream: string,
  afterVersion: number,
): Promise<readonly StoredEvent[]> {
  const { rows } = await queryPrepared<EventRow>(
    pool,
    `select ${eventColumns} from holdfast.event where stream = $1 and version > $2 order by version`,
    [stream, afterVersion],
  );
  const events = rows.map(storedEvent);
  const last = events.at(-1);
  if (last !== undefined) heads.set(stream, last);
  return events;
}

async function appendDecision(
  options: EventStoreOptions,
  heads: HeadCache,
  append: Append,
): Promise<AppendResult> {
  const previousHash = await hashAt(options.pool, heads, append.stream, append.expectedVersion);
  if (previousHash === null) return { status: "conflict" };
  const sealed = sealEvents(previousHash, append);
  const client = await options.pool.connect();
  let broken: Error | undefined;
  try {
    const result = await transact(client, options, append, sealed);
    const last = result.status === "appended" ? result.events.at(-1) : undefined;
    if (last !== undefined) heads.set(append.stream, last);
    if (result.status === "conflict") heads.forget(append.stream);
    return result;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw storeFailure(error);
  } finally {
    client.release(broken);
  }
}

/** The hash of the event a decision continues; null when the stream is not at that version (any more, or yet). */
async function hashAt(
  pool: pg.Pool,
  heads: HeadCache,
  stream: string,
  version: number,
): Promise<string | null> {
  if (version === 0) return genesisHash;
  const known = heads.get(stream);
  if (known?.version === version) return known.hash;
  if (known !== undefined && known.version > version) return null;
  const { rows } = await queryPrepared<{ hash: Buffer }>(
    pool,
    "select hash from holdfast.event where stream = $1 and version = $2",
    [stream, version],
  );
  return rows[0]?.hash.toString("hex") ?? null;
}

type Inserted = pg.QueryResult<{ position: number; version: number }>;

/** Inserts the events, and takes or gives back the hold on a job; a decision does at most one of the two. */
function insertEvents(
  client: pg.PoolClient,
  node: string,
  append: Append,
  sealed: SealedEvents,
): Promise<Inserted> {
  const { stream, expectedVersion, at, commandId, holds, completes } = append;
  const values = [
    stream,
    expectedVersion,
    sealed.types,
    sealed.data,
    sealed.actor,
    at,
    commandId,
    sealed.hashes,
  ];
  if (completes !== undefined) {
    return queryPrepared(client, insertAndReleaseText, [...values, completes.id, completes.retry]);
  }
  if (holds !== undefined) {
    return queryPrepared(client, insertAndHoldText, [...values, holds.id, holds.queue, holds.retry, node]);
  }
  return queryPrepared(client, insertText, values);
}

/** Stores a decision; one that touches no other job than the one it holds is a single statement. */
async function transact(
  client: pg.PoolClient,
  options: EventStoreOptions,
  append: Append,
  sealed: SealedEvents,
): Promise<AppendResult> {
  const { completes, adds = [] } = append;
  if (completes !== undefined || adds.length > 0) return transactWithJobs(client, options, append, sealed);
  try {
    const inserted = await insertEvents(client, options.node, append, sealed);
    return { status: "appended", events: storedEvents(append, sealed, inserted.rows) };
  } catch (error) {
    if (isVersionConflict(error)) return { status: "conflict" };
    throw error;
  }
}

/**
 * Everything of a decision in one transaction, in two round trips: the statements are sent one behind the other without waiting
 * (when one fails, PostgreSQL refuses those after it), and COMMIT when all were carried out.
 */
async function transactWithJobs(
  client: pg.PoolClient,
  options: EventStoreOptions,
  append: Append,
  sealed: SealedEvents,
): Promise<AppendResult> {
  const { completes, adds = [] } = append;
  corkForThisTurn(client);
  const sent: Promise<unknown>[] = [client.query("begin")];
  const inserted = insertEvents(client, options.node, append, sealed);
  sent.push(inserted);
  let completed: Promise<boolean> | undefined;
  if (completes !== undefined) {
    completed = options.jobs.complete(client, completes);
    sent.push(completed);
  }
  if (adds.length > 0) sent.push(options.jobs.add(client, adds));
  const answers = await Promise.allSettled(sent);
  const failed = answers.find((answer) => answer.status === "rejected");
  if (failed !== undefined) {
    await client.query("rollback");
    if (isVersionConflict(failed.reason)) return { status: "conflict" };
    throw failed.reason;
  }
  if (completed !== undefined && !(await completed)) {
    await client.query("rollback");
    return { status: "job-lost" };
  }
  await client.query("commit");
  return { status: "appended", events: storedEvents(append, sealed, (await inserted).rows) };
}

function isVersionConflict(error: unknown): boolean {
  return (
    sqlState(error) === "23505" &&
    (error as { readonly constraint?: string }).constraint === "event_stream_version_key"
  );
}

function storedEvents(
  append: Append,
  sealed: SealedEvents,
  rows: readonly { readonly position: number; readonly version: number }[],
): readonly StoredEvent[] {
  const positions = new Map(rows.map((row) => [row.version, row.position]));
  return append.events.map((event, index) => {
    const version = append.expectedVersion + 1 + index;
    const position = positions.get(version);
    const hash = sealed.hashes[index];
    if (position === undefined || hash === undefined) throw new Error(`version ${version} was not stored`);
    return {
      type: event.type,
      data: event.data,
      position,
      stream: append.stream,
      version,
      actor: append.actor,
      at: append.at,
      commandId: append.commandId,
      hash,
    };
  });
}
