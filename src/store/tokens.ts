import type pg from "pg";
import { isRef, type Ref } from "#core/model/ref.ts";
import { asStore } from "./failure.ts";
import { queryPrepared } from "./statements.ts";

/** Bearer tokens; the text of a token is never here, only its SHA-256 in lower-case hexadecimal. */
export type Tokens = {
  /** Whose token it is; null when it is not known. */
  personOf(sha256: string): Promise<Ref | null>;
  create(token: { readonly sha256: string; readonly person: Ref; readonly createdBy: string }): Promise<void>;
};

export function createTokens(pool: pg.Pool): Tokens {
  return {
    personOf: (sha256) =>
      asStore(async () => {
        const { rows } = await queryPrepared<{ person: string }>(
          pool,
          "select person from holdfast.api_token where sha256 = decode($1, 'hex')",
          [sha256],
        );
        const person = rows[0]?.person ?? "";
        return isRef(person) ? person : null;
      }),
    create: ({ sha256, person, createdBy }) =>
      asStore(async () => {
        await pool.query(
          "insert into holdfast.api_token (sha256, person, created_by) values (decode($1, 'hex'), $2, $3)",
          [sha256, person, createdBy],
        );
      }),
  };
}
