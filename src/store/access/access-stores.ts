import type pg from "pg";
import type {
  AccountStore,
  CeremonyStore,
  GuessStore,
  SessionStore,
  TokenStore,
} from "#core/access/ports.ts";
import { createAccounts } from "./accounts.ts";
import { createCeremonies } from "./ceremonies.ts";
import { createGuesses } from "./guesses.ts";
import { createSessions } from "./sessions.ts";
import { createTokens } from "./tokens.ts";

/** Everything about signing in that is kept in the database. */
export type AccessStores = {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly ceremonies: CeremonyStore;
  readonly guesses: GuessStore;
};

/** The stores on a pool; sessions end by these limits. */
export function accessStores(
  pool: pg.Pool,
  limits: { readonly sessionIdleSeconds: number; readonly sessionLongestSeconds: number },
): AccessStores {
  return {
    accounts: createAccounts(pool),
    sessions: createSessions(pool, {
      idleSeconds: limits.sessionIdleSeconds,
      longestSeconds: limits.sessionLongestSeconds,
    }),
    tokens: createTokens(pool),
    ceremonies: createCeremonies(pool),
    guesses: createGuesses(pool),
  };
}
