import type pg from "pg";
import type { Token } from "#core/access/account.ts";
import type { TokenStore } from "#core/access/ports.ts";
import { isRef, type Ref } from "#core/model/ref.ts";
import { asStore } from "../failure.ts";
import { queryPrepared } from "../statements.ts";

type Row = {
  readonly id: string;
  readonly person: Ref;
  readonly name: string;
  readonly created_by: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly used_at: Date | null;
};

const tokenOf = (row: Row): Token => ({
  id: row.id,
  person: row.person,
  name: row.name,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  usedAt: row.used_at?.toISOString() ?? null,
});

/** Bearer tokens; the text of a token is never here, only its SHA-256 in lower-case hexadecimal. */
export function createTokens(pool: pg.Pool): TokenStore {
  return {
    personOf: (sha256) => asStore(() => personOf(pool, sha256)),
    create: ({ sha256, id, person, name, createdBy, expiresAt }) =>
      asStore(async () => {
        await pool.query(
          `insert into holdfast.api_token (sha256, id, person, name, created_by, expires_at)
           values (decode($1, 'hex'), $2, $3, $4, $5, $6)`,
          [sha256, id, person, name, createdBy, expiresAt],
        );
      }),
    list: (person) =>
      asStore(async () => {
        const { rows } = await pool.query<Row>(
          `select id, person, name, created_by, created_at, expires_at, used_at from holdfast.api_token
           where $1::text is null or person = $1 order by created_at desc, id`,
          [person],
        );
        return rows.map(tokenOf);
      }),
    revoke: (id, person) =>
      asStore(async () => {
        const { rows } = await pool.query<{ person: Ref }>(
          `delete from holdfast.api_token where id = $1 and ($2::text is null or person = $2) returning person`,
          [id, person],
        );
        return rows[0]?.person ?? null;
      }),
    revokeAll: (person) =>
      asStore(async () => {
        await pool.query("delete from holdfast.api_token where person = $1", [person]);
      }),
  };
}

/** Uses are noted once in five minutes at most: a token that is asked with all the time writes nothing all the time. */
async function personOf(pool: pg.Pool, sha256: string): Promise<Ref | null> {
  const { rows } = await queryPrepared<{ person: string; is_old: boolean }>(
    pool,
    `select person, coalesce(used_at < now() - interval '5 minutes', true) as is_old from holdfast.api_token
     where sha256 = decode($1, 'hex') and (expires_at is null or expires_at > now())`,
    [sha256],
  );
  const [row] = rows;
  if (row === undefined || !isRef(row.person)) return null;
  if (row.is_old) {
    await queryPrepared(
      pool,
      "update holdfast.api_token set used_at = now() where sha256 = decode($1, 'hex')",
      [sha256],
    );
  }
  return row.person;
}
