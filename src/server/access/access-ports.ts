import type {
  AccountStore,
  CeremonyStore,
  GuessStore,
  SessionStore,
  TokenStore,
} from "#core/access/ports.ts";
import type { Role } from "#core/access/roles.ts";
import type { AccountKey } from "./account-key.ts";
import type { AccessDesk } from "./desk.ts";
import type { Provider } from "./provider.ts";

/** Everything that signing in and roles are built on. */
export type AccessPorts = {
  readonly desk: AccessDesk;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly ceremonies: CeremonyStore;
  readonly guesses: GuessStore;
  readonly key: AccountKey;
  /** An identity provider; null where there is none. */
  readonly provider: Provider | null;
  /** The address that people's browsers use; null: only the loopback is served to browsers. */
  readonly publicUrl: string | null;
  /** The roles of whoever was never given or refused any. */
  readonly otherRoles: readonly Role[];
};
