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

/**
 * The pool of a node. Statements of one connection are sent without waiting for the answer of the one before (`pipeline`):
 * a decision is one transaction of several statements, and each round trip saved is throughput.
 */
export function createPool({ url, node, asEngine, connectionsMax = 16, onError }: PoolOptions): Pool {
  const pool = new Pool({
    ...connectionConfig(url, node, asEngine),
    pipeline: true,
    max: connectionsMax,
    idleTimeoutMillis: 30_000,
  });
  const tell = onError ?? (() => {});
  // Without these two listeners a restart of PostgreSQL ends the Node process.
  pool.on("error", tell);
  pool.on("connect", (client) => client.on("error", tell));
  return pool;
}
