import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { connectionConfig, engineRole } from "./connection.ts";
import { isTransient, sqlState, storeFailure } from "./failure.ts";
import { installQueue } from "./queue-schema.ts";
import { StoreStartError } from "./start-error.ts";

/** The oldest PostgreSQL that is tested. */
const majorMin = 15;

/** Any number will do as long as it is always the same one: "holdfast" in ASCII, cut to 63 bits. */
const migrationLock = "7525336206044296052";

type Migration = {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
};

export type Migrated = {
  /** Names of the migrations that this call carried out. */
  readonly applied: readonly string[];
  /** Whether connections can take on the role that may only append; without it the triggers alone guard the log. */
  readonly hasEngineRole: boolean;
};

/**
 * Brings the database to the schema of this code. Forward only; any number of servers may call it at once: one works,
 * the others wait and find it done. Throws `StoreStartError` (too old a PostgreSQL, a database of a newer Holdfast, a
 * migration that was changed after it was carried out, missing privileges) or `StoreUnavailable`.
 */
export async function migrate(
  url: string,
  folder = path.join(import.meta.dirname, "migrations"),
): Promise<Migrated> {
  const client = new Client({
    ...connectionConfig(url, "migration", false),
    // Waiting for another server's migration, and a migration of much data, take as long as they take.
    statement_timeout: 0,
    lock_timeout: 0,
    idle_in_transaction_session_timeout: 0,
    query_timeout: 0,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    await refuseOldServer(client);
    await client.query(`select pg_advisory_lock(${migrationLock})`);
    const applied = await applyAll(client, readMigrations(folder));
    await installQueue(client);
    const hasEngineRole = await prepareRole(client);
    return { applied, hasEngineRole };
  } catch (error) {
    throw explain(error);
  } finally {
    await client.end().catch(() => {});
  }
}

function explain(error: unknown): unknown {
  if (isTransient(error)) return storeFailure(error);
  if (sqlState(error) === "42501") {
    return new StoreStartError(
      `The database user may not create what Holdfast needs (${(error as Error).message}). ` +
        "Give it CREATE on the database, or a database of its own.",
      { cause: error },
    );
  }
  if (sqlState(error) === "28P01" || sqlState(error) === "28000") {
    return new StoreStartError(
      `The database refuses the user or password of DATABASE_URL: ${(error as Error).message}`,
    );
  }
  if (sqlState(error) === "3D000") {
    return new StoreStartError(`The database of DATABASE_URL does not exist: ${(error as Error).message}`);
  }
  return error;
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: string; version: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as version",
  );
  const [row] = rows;
  if (row === undefined || Number(row.number) < majorMin * 10_000) {
    throw new StoreStartError(
      `This is PostgreSQL ${row?.version}; Holdfast needs ${majorMin} or newer. ` +
        "Upgrade it, or leave DATABASE_URL away to use the embedded one.",
    );
  }
}

function readMigrations(folder: string): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name), "utf8");
      return {
        number: Number(name.slice(0, 4)),
        name,
        sql,
        checksum: createHash("sha256").update(sql).digest("hex"),
      };
    });
}

async function applyAll(client: Client, migrations: readonly Migration[]): Promise<readonly string[]> {
  await client.query("create schema if not exists holdfast");
  await client.query(`create table if not exists holdfast.migration (
    number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    "select number, name, checksum from holdfast.migration order by number",
  );
  const done = new Map(rows.map((row) => [row.number, row]));
  refuseNewerDatabase(rows, migrations);
  const applied: string[] = [];
  for (const migration of migrations) {
    const before = done.get(migration.number);
    if (before === undefined) {
      await applyOne(client, migration);
      applied.push(migration.name);
    } else if (before.checksum !== migration.checksum) {
      throw new StoreStartError(
        `The migration ${migration.name} was changed after this database carried it out. ` +
          "Migrations are never edited: take the change back, and write a new one.",
      );
    }
  }
  return applied;
}

function refuseNewerDatabase(
  rows: readonly { number: number; name: string }[],
  migrations: readonly Migration[],
): void {
  const known = new Set(migrations.map((migration) => migration.number));
  const unknown = rows.find((row) => !known.has(row.number));
  if (unknown !== undefined) {
    throw new StoreStartError(
      `This database was written by a newer Holdfast (it has the migration ${unknown.name}). ` +
        "Start that version or a newer one; there is no way back.",
    );
  }
}

async function applyOne(client: Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("insert into holdfast.migration (number, name, checksum) values ($1, $2, $3)", [
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

/**
 * Makes the role of the engine and gives it its privileges. A database user without CREATEROLE cannot; then the owner takes
 * the dangerous privileges from itself, and the triggers hold as everywhere.
 */
async function prepareRole(client: Client): Promise<boolean> {
  // TRUNCATE stays with the owner (and is refused by the trigger): lock_log() needs one of the three privileges.
  await client.query("revoke update, delete on holdfast.event from current_user, public");
  try {
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [engineRole]);
    if (rowCount === 0) await createRole(client);
    await client.query(readFileSync(path.join(import.meta.dirname, "privileges.sql"), "utf8"));
    await client.query(`set role ${engineRole}`);
    await client.query("reset role");
    return true;
  } catch (error) {
    if (sqlState(error) === "42501") return false;
    throw error;
  }
}

async function createRole(client: Client): Promise<void> {
  try {
    await client.query(`create role ${engineRole} nologin`);
  } catch (error) {
    // Roles belong to the whole server: another database's migration made it in the same moment.
    if (sqlState(error) !== "42710" && sqlState(error) !== "23505") throw error;
  }
  await client.query(`grant ${engineRole} to current_user`);
}
