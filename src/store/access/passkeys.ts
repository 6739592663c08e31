import type pg from "pg";
import type { Passkey } from "#core/access/account.ts";
import type { AccountStore } from "#core/access/ports.ts";
import type { Ref } from "#core/model/ref.ts";
import { asStore } from "../failure.ts";
import { isNew } from "./accounts.ts";

type Row = {
  readonly id: string;
  readonly person: Ref;
  readonly public_key: Buffer;
  readonly counter: string;
  readonly transports: readonly string[];
  readonly name: string;
  readonly created_at: Date;
  readonly used_at: Date | null;
};

const passkeyOf = (row: Row): Passkey => ({
  id: row.id,
  person: row.person,
  publicKey: row.public_key,
  counter: Number(row.counter),
  transports: row.transports,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  usedAt: row.used_at?.toISOString() ?? null,
});

type Passkeys = Pick<AccountStore, "passkeysOf" | "passkey" | "addPasskey" | "usePasskey" | "removePasskey">;

/** Passkeys of people. */
export function createPasskeys(pool: pg.Pool): Passkeys {
  return {
    passkeysOf: (person) =>
      asStore(async () => {
        const text = "select * from holdfast.passkey where person = $1 order by created_at, id";
        return (await pool.query<Row>(text, [person])).rows.map(passkeyOf);
      }),
    passkey: (id) =>
      asStore(async () => {
        const { rows } = await pool.query<Row>("select * from holdfast.passkey where id = $1", [id]);
        return rows[0] === undefined ? null : passkeyOf(rows[0]);
      }),
    addPasskey: ({ id, person, publicKey, counter, transports, name }) =>
      asStore(() =>
        isNew(() =>
          pool.query(
            `insert into holdfast.passkey (id, person, public_key, counter, transports, name)
             values ($1, $2, $3, $4, $5, $6)`,
            [id, person, Buffer.from(publicKey), counter, [...transports], name],
          ),
        ),
      ),
    usePasskey: (id, counter) =>
      asStore(async () => {
        // Authenticators that keep no counter send 0 for ever (WebAuthn, section 6.1.1).
        const { rowCount } = await pool.query(
          `update holdfast.passkey set counter = $2, used_at = now()
           where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))`,
          [id, counter],
        );
        return rowCount === 1;
      }),
    removePasskey: (person, id) =>
      asStore(async () => {
        const text = "delete from holdfast.passkey where person = $1 and id = $2";
        return (await pool.query(text, [person, id])).rowCount === 1;
      }),
  };
}
