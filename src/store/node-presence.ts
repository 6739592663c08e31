import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { keepConnection } from "./kept-connection.ts";
import { StoreStartError } from "./start-error.ts";

/** A node's sign of life: an advisory lock that PostgreSQL releases the moment the node's session ends. */
export type NodePresence = {
  /** Whether the lock is held at this moment. */
  isHeld(): boolean;
  /** Seconds since the lock was taken again after a lost connection; null when it never was lost. */
  secondsSinceReconnect(): number | null;
  close(): Promise<void>;
};

/** The lock's key; the same expression wherever a node is looked for. `$1` is the node's name. */
export const presenceKey = "hashtextextended('holdfast node ' || $1, 0)";

/**
 * Takes the lock of a node name, waiting up to `waitSeconds` for a predecessor to end, else throws `StoreStartError`:
 * two processes of one name would take each other's jobs for their own. Needs a direct or session-mode connection.
 */
export async function holdPresence(
  url: string,
  node: string,
  asEngine: boolean,
  waitSeconds = 15,
): Promise<NodePresence> {
  let reconnectedAt: number | null = null;
  const connection = await keepConnection({
    url,
    name: `${node} presence`,
    asEngine,
    onConnect: async (client, first) => {
      // After a reconnect somebody else may have the name; then this one fails and is tried again by the kept connection.
      if (!(await takeLock(client, node, first ? waitSeconds : 2))) throw await nameTaken(client, node);
      if (!first) reconnectedAt = performance.now();
    },
  });
  return {
    isHeld: () => connection.client() !== null,
    secondsSinceReconnect: () => (reconnectedAt === null ? null : (performance.now() - reconnectedAt) / 1000),
    close: () => connection.close(),
  };
}

async function takeLock(client: pg.Client, node: string, waitSeconds: number): Promise<boolean> {
  const deadline = performance.now() + waitSeconds * 1000;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(${presenceKey}) as taken`,
      [node],
    );
    if (rows[0]?.taken === true) return true;
    if (performance.now() > deadline) return false;
    await sleep(100);
  }
}

async function nameTaken(client: pg.Client, node: string): Promise<StoreStartError> {
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and granted and objsubid = 1
       and (classid::bigint << 32 | objid::bigint) = ${presenceKey}`,
    [node],
  );
  const session = rows[0] === undefined ? "" : ` (session ${rows[0].pid} of PostgreSQL)`;
  return new StoreStartError(
    `Another Holdfast server already runs as node "${node}" on this database${session}. ` +
      "Stop it, or give this one another node name.",
  );
}
