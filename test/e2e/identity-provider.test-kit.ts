import { createServer, type RequestListener } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";

/** The part of `oidc-provider` (which brings no types) that is used here. */
type ProviderModule = {
  readonly Provider: new (issuer: string, configuration: object) => { callback(): RequestListener };
};

const require = createRequire(import.meta.url);

/** Who signs in there, by the name that is typed, and what the provider says of them. */
export type Person = { readonly groups: readonly string[] };

export type IdentityProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Begins to answer, for a client at this address. */
  open(redirect: string, people: ReadonlyMap<string, Person>): void;
  close(): Promise<void>;
};

/** A real OpenID provider on a free port of the loopback; it insists on PKCE. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  let answer: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ["holdfast", "a secret of the client, long enough"];
  return {
    issuer,
    clientId,
    clientSecret,
    open(redirect, people) {
      const { Provider } = require("oidc-provider") as ProviderModule;
      const provider = new Provider(issuer, {
        clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirect] }],
        pkce: { required: () => true },
        claims: { openid: ["sub"], profile: ["preferred_username"], groups: ["groups"] },
        cookies: { keys: ["only of this test"] },
        findAccount: async (_context: unknown, id: string) => ({
          accountId: id,
          claims: async () => ({ sub: id, preferred_username: id, groups: people.get(id)?.groups ?? [] }),
        }),
      });
      answer = provider.callback();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
