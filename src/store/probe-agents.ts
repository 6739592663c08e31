import type pg from "pg";
import { asStore } from "./failure.ts";
import { queryPrepared } from "./statements.ts";

/** A probe agent that was let in. */
export type ProbeAgent = {
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
};

/** Probe agents and their tokens, of which only the SHA-256 in lower-case hexadecimal is here. */
export type ProbeAgents = {
  list(): Promise<readonly ProbeAgent[]>;
  /** Lets an agent in; one that was revoked gets its new token. False when there is one of that name. */
  admit(agent: {
    readonly name: string;
    readonly sha256: string;
    readonly createdBy: string;
  }): Promise<boolean>;
  /** False when there is none, or it was revoked before. */
  revoke(name: string): Promise<boolean>;
  /** Whose token it is; null for nobody's. */
  agentOf(sha256: string): Promise<string | null>;
};

type Row = {
  readonly name: string;
  readonly created_by: string;
  readonly created_at: Date;
  readonly revoked_at: Date | null;
};

/** The probe agents in a database. */
export function createProbeAgents(pool: pg.Pool): ProbeAgents {
  return {
    list: () =>
      asStore(async () => {
        const { rows } = await queryPrepared<Row>(
          pool,
          "select name, created_by, created_at, revoked_at from holdfast.probe_agent order by name",
          [],
        );
        return rows.map((row) => ({
          name: row.name,
          createdBy: row.created_by,
          createdAt: row.created_at.toISOString(),
          revokedAt: row.revoked_at?.toISOString() ?? null,
        }));
      }),
    admit: ({ name, sha256, createdBy }) =>
      asStore(async () => {
        const { rowCount } = await pool.query(
          `insert into holdfast.probe_agent as agent (name, sha256, created_by) values ($1, decode($2, 'hex'), $3)
           on conflict (name) do update set sha256 = excluded.sha256, created_by = excluded.created_by,
             created_at = now(), revoked_at = null
           where agent.revoked_at is not null`,
          [name, sha256, createdBy],
        );
        return rowCount === 1;
      }),
    revoke: (name) =>
      asStore(async () => {
        const { rowCount } = await pool.query(
          "update holdfast.probe_agent set revoked_at = now() where name = $1 and revoked_at is null",
          [name],
        );
        return rowCount === 1;
      }),
    agentOf: (sha256) =>
      asStore(async () => {
        const { rows } = await queryPrepared<{ name: string }>(
          pool,
          "select name from holdfast.probe_agent where sha256 = decode($1, 'hex') and revoked_at is null",
          [sha256],
        );
        return rows[0]?.name ?? null;
      }),
  };
}
