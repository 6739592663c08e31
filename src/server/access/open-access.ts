import type { Clock } from "#engine/clock.ts";
import type { EventStore } from "#engine/event-store.ts";
import { type Config, ConfigError } from "../config.ts";
import type { AccessPorts } from "./access-ports.ts";
import { type AccountKey, accountKeyFrom, accountKeyIn } from "./account-key.ts";
import type { OidcSettings } from "./access-settings.ts";
import { createAccessDesk } from "./desk.ts";
import { createProvider, type Provider, ProviderError } from "./provider.ts";

type Given = Pick<AccessPorts, "accounts" | "sessions" | "tokens" | "ceremonies" | "guesses"> & {
  readonly events: EventStore;
  readonly clock: Clock;
  /** The value of a `secret:` reference. */
  readonly readSecret: (reference: string) => Promise<string>;
};

/** What signing in and roles are built on, with who has which role already known. Throws `ConfigError`. */
export async function openAccess(
  { access, data }: Pick<Config, "access" | "data">,
  { events, clock, readSecret, ...stores }: Given,
): Promise<AccessPorts> {
  const desk = createAccessDesk({ events, clock });
  await desk.read();
  return {
    ...stores,
    desk,
    key: await keyOf(access.accountKey, data, readSecret),
    provider: access.oidc === null ? null : providerOf(access.oidc, readSecret),
    publicUrl: access.publicUrl,
    otherRoles: access.otherRoles,
  };
}

async function keyOf(
  reference: string | null,
  data: string,
  readSecret: Given["readSecret"],
): Promise<AccountKey> {
  if (reference === null) return accountKeyIn(data);
  try {
    return accountKeyFrom(await readSecret(reference), reference);
  } catch (error) {
    throw error instanceof ConfigError
      ? error
      : new ConfigError(`--account-key: ${(error as Error).message}`);
  }
}

function providerOf({ clientSecret, ...settings }: OidcSettings, readSecret: Given["readSecret"]): Provider {
  return createProvider({
    ...settings,
    clientSecret: async () => {
      if (clientSecret === null) return null;
      try {
        return await readSecret(clientSecret);
      } catch (error) {
        throw new ProviderError((error as Error).message);
      }
    },
  });
}
