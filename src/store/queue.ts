import type pg from "pg";
import type { PgBoss } from "pg-boss";
import {
  type Job,
  type JobAttempt,
  type NewJob,
  type Queue,
  type QueueName,
  queueNames,
} from "#engine/queue.ts";
import type { JobWriter } from "./event-store.ts";
import { asStore } from "./failure.ts";
import { queryPrepared } from "./statements.ts";

/** What pg-boss answers to a settle and a touch; its declared type says nothing. */
type Settled = { readonly affected: number; readonly settled?: readonly string[] };

type Database = { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

/** pg-boss does not prepare its statements, which is most of their cost; on our connections they are. */
export function preparedOn(on: pg.ClientBase | pg.Pool): Database {
  return {
    executeSql: (text, values = []) => queryPrepared(on, text, values),
  };
}

export type QueueOptions = {
  /** Started, and not allowed to migrate. */
  readonly boss: PgBoss;
  readonly pool: pg.Pool;
  readonly onHint: (listener: (queue: QueueName) => void) => void;
  /** Told of jobs that were put into the queue outside of a decision. */
  readonly onAdded: (jobs: readonly NewJob[]) => void;
};

/** The engine's queue over pg-boss, and its part of a decision. */
export function createQueue({
  boss,
  pool,
  onHint,
  onAdded,
}: QueueOptions): Queue & { readonly jobs: JobWriter } {
  const db = preparedOn(pool);
  return {
    jobs: createJobWriter(boss),
    onHint,
    fetch: (queue, limit) =>
      asStore(async () => {
        const rows = await boss.fetch<Job["data"]>(queue, { batchSize: limit, db });
        return rows.map((row) => ({ queue, id: row.id, retry: row.retryCount, data: row.data }));
      }),
    complete: (attempt) =>
      asStore(async () => {
        await boss.complete(attempt.queue, attemptOf(attempt), null, { db });
        await queryPrepared(pool, "delete from holdfast.held_job where job_id = $1 and retry <= $2", [
          attempt.id,
          attempt.retry,
        ]);
      }),
    add: (jobs) => asStore(() => addAll(boss, db, jobs)).then(() => onAdded(jobs)),
    touch: (attempts) => asStore(() => touchAll(boss, db, attempts)),
  };
}

function attemptOf({ id, retry }: JobAttempt): { id: string; retryCount: number } {
  return { id, retryCount: retry };
}

async function touchAll(
  boss: PgBoss,
  db: Database,
  attempts: readonly JobAttempt[],
): Promise<readonly JobAttempt[]> {
  const lost: JobAttempt[] = [];
  for (const queue of queueNames) {
    const mine = attempts.filter((attempt) => attempt.queue === queue);
    if (mine.length === 0) continue;
    const answer = (await boss.touch(queue, mine.map(attemptOf), { db })) as Settled;
    const kept = new Set(answer.settled);
    lost.push(...mine.filter((attempt) => !kept.has(attempt.id)));
  }
  return lost;
}

async function addAll(boss: PgBoss, db: Database, jobs: readonly NewJob[]): Promise<void> {
  for (const queue of queueNames) {
    const mine = jobs.filter((job) => job.queue === queue);
    if (mine.length === 0) continue;
    const inserts = mine.map((job) => ({
      data: job.data,
      ...(job.startAfterSeconds === undefined ? {} : { startAfter: `${job.startAfterSeconds} seconds` }),
    }));
    await boss.insert(queue, inserts, { db });
  }
}

function createJobWriter(boss: PgBoss): JobWriter {
  return {
    add: (client, jobs) => addAll(boss, preparedOn(client), jobs),
    complete: async (client, attempt) => {
      const db = preparedOn(client);
      const answer = (await boss.complete(attempt.queue, attemptOf(attempt), null, { db })) as Settled;
      return answer.affected === 1;
    },
  };
}
