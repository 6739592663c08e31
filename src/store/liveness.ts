import type pg from "pg";
import type { PgBoss } from "pg-boss";
import type { JobAttempt, QueueName } from "#engine/queue.ts";
import { type NodePresence, presenceKey } from "./node-presence.ts";
import { preparedOn } from "./queue.ts";
import { queryPrepared } from "./statements.ts";

export type LivenessOptions = {
  readonly pool: pg.Pool;
  readonly boss: PgBoss;
  readonly node: string;
  readonly presence: NodePresence;
  /** Told after a lost node's jobs were given back to the queue. */
  readonly onLost: (node: string, attempts: readonly JobAttempt[]) => void;
  readonly onTrouble: (message: string) => void;
  readonly lookSeconds?: number;
  /** How long nobody is judged after this node's own connection came back: every lock falls with the database. */
  readonly graceSeconds?: number;
};

/**
 * Looks for nodes that hold jobs but no longer hold their lock, and gives their jobs back to the queue at once. This is the fast
 * layer, for processes that ended; one that is frozen or cut off keeps its session for a while and is found by the queue's heartbeat.
 */
export function watchLiveness(options: LivenessOptions): { stop(): Promise<void> } {
  const { lookSeconds = 0.25 } = options;
  let suspects: ReadonlySet<string> = new Set();
  let looking: Promise<void> = Promise.resolve();
  let busy = false;

  const look = async (): Promise<void> => {
    if (!mayJudge(options)) {
      suspects = new Set();
      return;
    }
    const missing = await missingNodes(options);
    // A node that is reconnecting has no lock for an instant: only one missed twice is lost.
    for (const node of missing) {
      if (!suspects.has(node)) continue;
      const attempts = await giveBack(options, node);
      if (attempts.length > 0) options.onLost(node, attempts);
    }
    suspects = new Set(missing);
  };

  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    looking = look()
      .catch((error: unknown) => options.onTrouble(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        busy = false;
      });
  }, lookSeconds * 1000);

  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}

function mayJudge({ presence, graceSeconds = 5 }: LivenessOptions): boolean {
  const since = presence.secondsSinceReconnect();
  return presence.isHeld() && (since === null || since > graceSeconds);
}

/** Other nodes with held jobs whose lock could be taken for an instant. */
async function missingNodes({ pool, node }: LivenessOptions): Promise<readonly string[]> {
  const { rows } = await queryPrepared<{ node: string }>(
    pool,
    `select node from (select distinct node from holdfast.held_job where node <> $1 offset 0) held
     where pg_try_advisory_xact_lock(${presenceKey.replace("$1", "node")})`,
    [node],
  );
  return rows.map((row) => row.node);
}

/**
 * Gives all jobs that a node holds back to the queue, each only if that attempt still has it; they are delivered again with
 * a higher `retry`. Nothing when the node is alive after all: its lock is held for the length of the transaction, so that it
 * cannot come back in the middle. `isOwn` is for the jobs of our own predecessor, whose lock we hold.
 */
export async function giveBack(
  { pool, boss }: Pick<LivenessOptions, "pool" | "boss">,
  node: string,
  isOwn = false,
): Promise<readonly JobAttempt[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const { rows } = await client.query<{ free: boolean }>(
      `select $2::boolean or pg_try_advisory_xact_lock(${presenceKey}) as free`,
      [node, isOwn],
    );
    const attempts = rows[0]?.free === true ? await failHeld(client, boss, node) : [];
    await client.query("commit");
    return attempts;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function failHeld(client: pg.PoolClient, boss: PgBoss, node: string): Promise<readonly JobAttempt[]> {
  const { rows } = await client.query<{ job_id: string; queue: QueueName; retry: number }>(
    "delete from holdfast.held_job where node = $1 returning job_id, queue, retry",
    [node],
  );
  const db = preparedOn(client);
  for (const row of rows) {
    await boss.fail(
      row.queue,
      { id: row.job_id, retryCount: row.retry },
      { message: `node ${node} was lost` },
      { db },
    );
  }
  return rows.map((row) => ({ queue: row.queue, id: row.job_id, retry: row.retry }));
}
