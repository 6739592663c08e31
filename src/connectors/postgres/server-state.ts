import type { ServerAccess } from "./access.ts";
import { type Session, withSession } from "./session.ts";

/** What a server says of itself. LSNs in text form, times ISO 8601 UTC by the server's or the primary's clock. */
export type ServerState = {
  readonly inRecovery: boolean;
  readonly readOnly: boolean;
  /** The end of the written log; null in recovery. */
  readonly currentLsn: string | null;
  /** What a standby has received and kept; null when it has received nothing since its start. */
  readonly receivedLsn: string | null;
  /** What a standby has replayed; null on a server that has never been one since its start. */
  readonly replayedLsn: string | null;
  /** When the newest replayed commit was made, by the primary's clock. */
  readonly lastReplayedCommitAt: string | null;
  /** On a primary from its log file's name; on a standby the one it receives; null where it receives none. */
  readonly timeline: number | null;
  readonly replayPaused: boolean;
  /** The server's own clock. */
  readonly observedAt: string;
};

/** SQL that gives a timestamptz as ISO 8601 UTC with milliseconds. */
export function isoTime(expression: string): string {
  return `to_char((${expression}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

// The timeline comes from the name of the log file and not from pg_control_checkpoint(), which is
// stale from a promotion until the first checkpoint after it.
const stateSql = `select
  pg_is_in_recovery() as "inRecovery",
  current_setting('transaction_read_only')::boolean as "readOnly",
  case when not pg_is_in_recovery() then pg_current_wal_lsn()::text end as "currentLsn",
  pg_last_wal_receive_lsn()::text as "receivedLsn",
  pg_last_wal_replay_lsn()::text as "replayedLsn",
  ${isoTime("pg_last_xact_replay_timestamp()")} as "lastReplayedCommitAt",
  case when pg_is_in_recovery() then (select received_tli from pg_stat_wal_receiver where status = 'streaming')
    else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int end as "timeline",
  case when pg_is_in_recovery() then pg_get_wal_replay_pause_state() <> 'not paused' else false end as "replayPaused",
  ${isoTime("clock_timestamp()")} as "observedAt"`;

/** Reads a server's state on an open session. */
export async function readState(session: Session): Promise<ServerState> {
  const [row] = await session.query<ServerState>(stateSql);
  if (!row) throw new Error("a select without from gives one row");
  return row;
}

/** Reads a server's state on a session of its own. */
export function readServerState(server: ServerAccess, signal: AbortSignal): Promise<ServerState> {
  return withSession(server, signal, readState);
}
