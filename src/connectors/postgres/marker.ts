import { ServerFault } from "./fault.ts";
import type { Session } from "./session.ts";

/** The small table that markers are written to; one row per name, written over each time. */
const createSql = `create table if not exists holdfast_marker (
  name text primary key, value text not null, written_at timestamptz not null default clock_timestamp())`;

/**
 * Writes a marker on a primary and returns the end of the log after its commit.
 * The commit does not wait for a standby: the marker finds out whether one follows, so it must not
 * hang when none does.
 */
export async function writeMarker(session: Session, name: string, value: string): Promise<string> {
  await session.query("set synchronous_commit = local");
  await createTable(session);
  await session.query(
    `insert into holdfast_marker (name, value) values ($1, $2)
     on conflict (name) do update set value = excluded.value, written_at = clock_timestamp()`,
    [name, value],
  );
  const [row] = await session.query<{ lsn: string }>("select pg_current_wal_lsn()::text as lsn");
  return row?.lsn ?? "0/0";
}

/** The value of a marker as this server shows it; null when it shows none. */
export async function readMarker(session: Session, name: string): Promise<string | null> {
  try {
    const rows = await session.query<{ value: string }>("select value from holdfast_marker where name = $1", [
      name,
    ]);
    return rows[0]?.value ?? null;
  } catch (error) {
    // Undefined table: no marker was ever written, or its creation has not been replayed yet.
    if (error instanceof ServerFault && error.code === "42P01") return null;
    throw error;
  }
}

async function createTable(session: Session): Promise<void> {
  try {
    await session.query(createSql);
  } catch (error) {
    // Two sessions at once: "if not exists" can still lose the race in the catalog.
    const lostRace = error instanceof ServerFault && (error.code === "23505" || error.code === "42P07");
    if (!lostRace) throw error;
  }
}
