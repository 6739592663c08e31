import { type ClientConfig, type CustomTypesConfig, types as standardTypes } from "pg";

/** The role that the engine's connections take on: it may append to the log and read it, no more. */
export const engineRole = "holdfast_engine";

/** bigint arrives as text; ours are positions and counts, far below 2^53. */
function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`);
  return value;
}

/** The type's number in every PostgreSQL (pg_type.dat). */
const bigintOid: number = 20;

const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (oid as number) === bigintOid ? parseBigint : standardTypes.getTypeParser(oid, format),
};

/**
 * How every connection of ours is set up. The time limits matter: a node that is frozen inside a transaction would
 * otherwise keep its locks, and nobody could take its work over.
 */
export function connectionConfig(url: string, name: string, asEngine: boolean): ClientConfig {
  return {
    connectionString: url,
    application_name: `holdfast ${name}`.slice(0, 63),
    types,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 5000,
    lock_timeout: 5000,
    statement_timeout: 15_000,
    // Above the server's own limit: for a server that is frozen and answers nothing at all.
    query_timeout: 20_000,
    ...(asEngine ? { options: `-c role=${engineRole}` } : {}),
  };
}
