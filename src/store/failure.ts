import { StoreUnavailable } from "#engine/event-store.ts";

/**
 * SQLSTATEs after which the same request may work later: classes 08 (connection) and 57P (shutdown, start-up),
 * 53 (out of disk, memory, connections), 40 (serialisation, deadlock), 58 (I/O), and single ones: cancelled by
 * a time limit, lock not available, idle in transaction, read-only (a standby that a failover left us connected to).
 */
const transientStates = /^(08|57P|53|40|58)|^(57014|55P03|25P03|25P04|25006)$/;

const transientCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
]);

/** The driver has no codes for its own complaints about a connection that is gone. */
const driverWords =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|Query read timeout|Cannot use a pool after|Client was closed|timeout expired/;

/** Whether the database was away, or might have been: the request may be made again, and may have taken effect. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { readonly code?: unknown }).code;
  if (typeof code === "string" && (transientCodes.has(code) || transientStates.test(code))) return true;
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  return driverWords.test(error.message);
}

/** The error as callers know it: `StoreUnavailable` when transient, else itself (a bug). */
export function storeFailure(error: unknown): unknown {
  if (error instanceof StoreUnavailable || !isTransient(error)) return error;
  return new StoreUnavailable((error as Error).message, { cause: error });
}

/** Runs `work`, turning transient failures into `StoreUnavailable`. */
export async function asStore<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw storeFailure(error);
  }
}

/** The SQLSTATE of a database error, or undefined. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
