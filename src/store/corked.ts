import type pg from "pg";
import type { Duplex } from "node:stream";

/**
 * Holds back what is written to a connection until the statements of this turn have all been given, so that they leave in one
 * packet: each write wakes PostgreSQL up, and under load those system calls were a third of the node's time.
 */
export function corkForThisTurn(client: pg.ClientBase): void {
  // The driver corks single statements in the same way; it has no word for several.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection;
  stream.cork();
  setImmediate(() => stream.uncork());
}
