import type pg from "pg";
import { PgBoss } from "pg-boss";
import { queueNames } from "#engine/queue.ts";

/** pg-boss' own schema; apart from one that the database's owner may have of theirs. */
export const queueSchema = "holdfast_queue";

/** A job is given to another node when nobody has touched it for this long: the least that pg-boss allows. */
export const heartbeatSeconds = 10;

/**
 * A step may run for days and is never given up by the queue: whether to try again is the engine's decision, not a counter's.
 * Finished jobs are kept for a short while only; the log has the history.
 */
const queueOptions = {
  heartbeatSeconds,
  retryLimit: 1_000_000,
  retryDelay: 0,
  expireInSeconds: 86_399,
  retentionSeconds: 10 * 365 * 86_400,
  deleteAfterSeconds: 300,
} as const;

/** Installs or upgrades pg-boss' tables and the engine's queues. The caller holds the migration lock. */
export async function installQueue(client: pg.Client): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => client.query(text, values) },
    schema: queueSchema,
    migrate: true,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  // An error would be thrown from an event otherwise; whatever goes wrong also rejects the calls below.
  boss.on("error", () => {});
  await boss.start();
  try {
    for (const name of queueNames) {
      if ((await boss.getQueue(name)) === null) await boss.createQueue(name, queueOptions);
      else await boss.updateQueue(name, queueOptions);
    }
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
}
