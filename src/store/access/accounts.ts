import type pg from "pg";
import type { Account } from "#core/access/account.ts";
import type { AccountStore } from "#core/access/ports.ts";
import type { Ref } from "#core/model/ref.ts";
import { asStore, sqlState } from "../failure.ts";
import { createPasskeys } from "./passkeys.ts";

type Row = {
  readonly person: Ref;
  readonly name: string;
  readonly password_hash: string | null;
  readonly totp_sealed: Buffer | null;
  readonly totp_confirmed: boolean;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  readonly password_changed_at: Date | null;
  readonly signed_in_at: Date | null;
};

const accountOf = (row: Row): Account => ({
  person: row.person,
  name: row.name,
  passwordHash: row.password_hash,
  totpSealed: row.totp_sealed,
  totpConfirmed: row.totp_confirmed,
  createdAt: row.created_at.toISOString(),
  disabledAt: row.disabled_at?.toISOString() ?? null,
  passwordChangedAt: row.password_changed_at?.toISOString() ?? null,
  signedInAt: row.signed_in_at?.toISOString() ?? null,
});

const uniqueViolation = "23505";

/** Runs an insert; false when what it inserts is there. */
export async function isNew(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (sqlState(error) === uniqueViolation) return false;
    throw error;
  }
}

/** Accounts with their second factors. */
export function createAccounts(pool: pg.Pool): AccountStore {
  const run = (text: string, values: readonly unknown[]) =>
    asStore(async () => {
      await pool.query(text, [...values]);
    });
  const one = async (where: string, value: string): Promise<Account | null> => {
    const { rows } = await pool.query<Row>(`select * from holdfast.account where ${where} = $1`, [value]);
    return rows[0] === undefined ? null : accountOf(rows[0]);
  };
  return {
    ...createPasskeys(pool),
    ...createSecondFactors(pool),
    list: () =>
      asStore(async () => {
        const { rows } = await pool.query<Row>("select * from holdfast.account order by person");
        return rows.map(accountOf);
      }),
    byPerson: (person) => asStore(() => one("person", person)),
    byName: (name) => asStore(() => one("name", name)),
    bySubject: (issuer, subject) =>
      asStore(async () => {
        const text = "select person from holdfast.provider_subject where issuer = $1 and subject = $2";
        const { rows } = await pool.query<{ person: Ref }>(text, [issuer, subject]);
        return rows[0]?.person ?? null;
      }),
    bindSubject: (issuer, subject, person) =>
      run("insert into holdfast.provider_subject (issuer, subject, person) values ($1, $2, $3)", [
        issuer,
        subject,
        person,
      ]),
    create: ({ person, name }) =>
      asStore(() =>
        isNew(() =>
          pool.query("insert into holdfast.account (person, name) values ($1, $2)", [person, name]),
        ),
      ),
    setPassword: (person, hash) =>
      run("update holdfast.account set password_hash = $2, password_changed_at = now() where person = $1", [
        person,
        hash,
      ]),
    setDisabled: (person, isDisabled) =>
      run(
        `update holdfast.account set disabled_at = case when $2 then coalesce(disabled_at, now()) end
         where person = $1`,
        [person, isDisabled],
      ),
    noteSignIn: (person) =>
      run("update holdfast.account set signed_in_at = now() where person = $1", [person]),
  };
}

type SecondFactors = Pick<
  AccountStore,
  "setTotp" | "useTotpStep" | "setRecoveryCodes" | "countRecoveryCodes" | "useRecoveryCode"
>;

function createSecondFactors(pool: pg.Pool): SecondFactors {
  return {
    setTotp: (person, sealed) =>
      asStore(async () => {
        await pool.query(
          `update holdfast.account set totp_sealed = $2, totp_confirmed = false, totp_step = 0
           where person = $1`,
          [person, sealed],
        );
      }),
    useTotpStep: (person, step) =>
      asStore(async () => {
        const { rowCount } = await pool.query(
          `update holdfast.account set totp_step = $2, totp_confirmed = true
           where person = $1 and totp_step < $2 and totp_sealed is not null`,
          [person, step],
        );
        return rowCount === 1;
      }),
    setRecoveryCodes: (person, sha256) =>
      asStore(async () => {
        // One statement is one transaction: no moment without codes, and none with both sets.
        await pool.query(
          `with gone as (delete from holdfast.recovery_code where person = $1 and not encode(sha256, 'hex') = any($2))
           insert into holdfast.recovery_code (person, sha256)
           select $1, decode(code, 'hex') from unnest($2::text[]) as code on conflict do nothing`,
          [person, [...sha256]],
        );
      }),
    countRecoveryCodes: (person) =>
      asStore(async () => {
        const text = "select count(*)::integer as count from holdfast.recovery_code where person = $1";
        const { rows } = await pool.query<{ count: number }>(text, [person]);
        return rows[0]?.count ?? 0;
      }),
    useRecoveryCode: (person, sha256) =>
      asStore(async () => {
        const { rowCount } = await pool.query(
          "delete from holdfast.recovery_code where person = $1 and sha256 = decode($2, 'hex')",
          [person, sha256],
        );
        return rowCount === 1;
      }),
  };
}
