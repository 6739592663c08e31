import { Pool } from "pg";
import { connectionConfig } from "./connection.ts";

export type PoolOptions = {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly node: string;
  /** Whether the connections take on the engine's role. */
  readonly asEngine: boolean;
  readonly connectionsMax?: number;
  /** Told of errors of idle connections (the database went away); the pool replaces them by itself. */
  readonly onError?: (error: Error) => void;
};

/** Connections that are kept open however long nothing happens. */
const connectionsReady = 4;

/** Opens the connections that are kept open. Rejects when the database does not answer. */
export async function warmUp(pool: Pool): Promise<void> {
  const ready = Array.from({ length: Math.min(connectionsReady, pool.options.max) }, () => pool.connect());
  const clients = await Promise.allSettled(ready);
  for (const client of clients) if (client.status === "fulfilled") client.value.release();
  for (const client of clients) if (client.status === "rejected") throw client.reason;
}

/**
 * The pool of a node. Statements of one connection are sent without waiting for the answer of the one before (`pipeline`):
 * a decision is one transaction of several statements, and each round trip saved is throughput.
 */
export function createPool({ url, node, asEngine, connectionsMax = 16, onError }: PoolOptions): Pool {
  const pool = new Pool({
    ...connectionConfig(url, node, asEngine),
    pipeline: true,
    max: connectionsMax,
    // Kept open through quiet hours, so that the first step of a recovery does not wait for logins.
    min: Math.min(connectionsReady, connectionsMax),
    idleTimeoutMillis: 30_000,
  });
  const tell = onError ?? (() => {});
  // Without these two listeners a restart of PostgreSQL ends the Node process.
  pool.on("error", tell);
  pool.on("connect", (client) => client.on("error", tell));
  return pool;
}
