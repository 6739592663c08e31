import type pg from "pg";
import type { Ceremony } from "#core/access/account.ts";
import type { CeremonyStore } from "#core/access/ports.ts";
import { asStore } from "../failure.ts";

const mine = "sha256 = decode($1, 'hex') and kind = $2 and expires_at > now()";

/** What browsers have begun; each row is finished by the one that deletes it. */
export function createCeremonies(pool: pg.Pool): CeremonyStore {
  return {
    begin: (sha256, { kind, person, data }, seconds) =>
      asStore(async () => {
        await pool.query("delete from holdfast.ceremony where expires_at < now()");
        await pool.query(
          `insert into holdfast.ceremony (sha256, kind, person, data, expires_at)
           values (decode($1, 'hex'), $2, $3, $4, now() + make_interval(secs => $5))`,
          [sha256, kind, person, JSON.stringify(data), seconds],
        );
      }),
    find: (sha256, kind) =>
      asStore(async () => {
        const text = `select kind, person, data from holdfast.ceremony where ${mine}`;
        return (await pool.query<Ceremony>(text, [sha256, kind])).rows[0] ?? null;
      }),
    finish: (sha256, kind) =>
      asStore(async () => {
        const text = `delete from holdfast.ceremony where ${mine} returning kind, person, data`;
        return (await pool.query<Ceremony>(text, [sha256, kind])).rows[0] ?? null;
      }),
    dropFor: (person) =>
      asStore(async () => {
        await pool.query("delete from holdfast.ceremony where person = $1", [person]);
      }),
  };
}
