import type pg from "pg";
import type { Session, SignInMethod } from "#core/access/account.ts";
import type { SessionLimits, SessionStore } from "#core/access/ports.ts";
import type { Ref } from "#core/model/ref.ts";
import { asStore } from "../failure.ts";
import { queryPrepared } from "../statements.ts";

type Row = {
  readonly id: string;
  readonly person: Ref;
  readonly method: SignInMethod;
  readonly is_strong: boolean;
  readonly address: string;
  readonly browser: string;
  readonly created_at: Date;
  readonly seen_at: Date;
  readonly expires_at: Date;
  readonly is_old: boolean;
};

const columns = `id, person, method, is_strong, address, browser, created_at, seen_at, expires_at,
  seen_at < now() - interval '1 minute' as is_old`;

const sessionOf = (row: Row): Session => ({
  id: row.id,
  person: row.person,
  method: row.method,
  isStrong: row.is_strong,
  address: row.address,
  browser: row.browser,
  createdAt: row.created_at.toISOString(),
  seenAt: row.seen_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});

/** Sessions of browsers. One that ends is deleted; what is past its time counts as ended and goes with the next sign-in. */
export function createSessions(pool: pg.Pool, { idleSeconds, longestSeconds }: SessionLimits): SessionStore {
  const alive = `expires_at > now() and seen_at > now() - make_interval(secs => ${idleSeconds})`;
  return {
    create: ({ sha256, id, person, method, isStrong, address, browser }) =>
      asStore(async () => {
        await pool.query(`delete from holdfast.session where not (${alive})`);
        await pool.query(
          `insert into holdfast.session (sha256, id, person, method, is_strong, address, browser, expires_at)
           values (decode($1, 'hex'), $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))`,
          [sha256, id, person, method, isStrong, address, browser, longestSeconds],
        );
      }),
    find: (sha256, isUse) =>
      asStore(async () => {
        const { rows } = await queryPrepared<Row>(
          pool,
          `select ${columns} from holdfast.session where sha256 = decode($1, 'hex') and ${alive}`,
          [sha256],
        );
        const [row] = rows;
        if (row === undefined) return null;
        if (isUse && row.is_old) {
          const text = "update holdfast.session set seen_at = now() where sha256 = decode($1, 'hex')";
          await queryPrepared(pool, text, [sha256]);
        }
        return sessionOf(row);
      }),
    listOf: (person) =>
      asStore(async () => {
        const text = `select ${columns} from holdfast.session where person = $1 and ${alive} order by seen_at desc`;
        return (await pool.query<Row>(text, [person])).rows.map(sessionOf);
      }),
    end: (sha256) =>
      asStore(async () => {
        await pool.query("delete from holdfast.session where sha256 = decode($1, 'hex')", [sha256]);
      }),
    endById: (person, id) =>
      asStore(async () => {
        const text = "delete from holdfast.session where person = $1 and id = $2";
        return (await pool.query(text, [person, id])).rowCount === 1;
      }),
    endAll: (person, except) =>
      asStore(async () => {
        const text = "delete from holdfast.session where person = $1 and ($2::text is null or id <> $2)";
        return (await pool.query(text, [person, except])).rowCount ?? 0;
      }),
  };
}
