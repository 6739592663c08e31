import * as oidc from "openid-client";
import { isRole, type Role } from "#core/access/roles.ts";

/** How the server is known to an identity provider (OpenID Connect). */
export type ProviderSettings = {
  /** Address of the provider, as its discovery document says it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Read anew each time the provider is asked who it is; null for a public client. */
  readonly clientSecret: () => Promise<string | null>;
  /** What the button says. */
  readonly title: string;
  /** The claim that says which person of the estate it is. */
  readonly personClaim: string;
  readonly groupsClaim: string;
  readonly scope: string;
  readonly rolesOfGroup: ReadonlyMap<string, readonly Role[]>;
};

/** What has to be remembered until the browser comes back. */
export type ProviderTrip = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirect: string;
};

/** Who the provider says has come back. */
export type ProviderPerson = {
  readonly issuer: string;
  readonly subject: string;
  /** The value of the person claim; null when it is missing or a mail address that is not verified. */
  readonly hint: { readonly claim: string; readonly value: string } | null;
  readonly roles: readonly Role[];
  /** Whether the provider says that a second factor was asked for (RFC 8176). */
  readonly isStrong: boolean;
};

export type Provider = {
  readonly title: string;
  /** Where to send the browser. Rejects with `ProviderError` when the provider does not answer. */
  begin(redirect: string): Promise<{ readonly url: string; readonly trip: ProviderTrip }>;
  /** Who came back, proven by the provider's signature. Rejects with `ProviderError`. */
  finish(query: string, trip: ProviderTrip): Promise<ProviderPerson>;
};

/** The provider did not answer, or not as it should. The message holds no token. */
export class ProviderError extends Error {}

/** Signing in through a provider: authorization code with PKCE, state and nonce (OpenID Connect Core; RFC 9700). */
export function createProvider(settings: ProviderSettings): Provider {
  let found: Promise<oidc.Configuration> | null = null;
  const configuration = () => {
    found ??= discover(settings);
    // A provider that was away is looked for again.
    found.catch(() => {
      found = null;
    });
    return found;
  };
  return {
    title: settings.title,
    begin: (redirect) => explained(() => begin(configuration, settings, redirect)),
    finish: (query, trip) => explained(() => finish(configuration, settings, query, trip)),
  };
}

async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    const { message, cause } = error as Error;
    const inner = cause instanceof Error ? `: ${cause.message}` : "";
    throw new ProviderError(`${message}${inner}`, { cause: error });
  }
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  const secret = await clientSecret();
  const authentication = secret === null ? oidc.None() : oidc.ClientSecretBasic(secret);
  // The configuration refuses other addresses without TLS.
  const plain = url.protocol === "http:" && isLoopback ? { execute: [oidc.allowInsecureRequests] } : {};
  return oidc.discovery(url, clientId, undefined, authentication, { ...plain, timeout: 10 });
}

async function begin(
  configuration: () => Promise<oidc.Configuration>,
  { scope }: ProviderSettings,
  redirect: string,
) {
  const verifier = oidc.randomPKCECodeVerifier();
  const trip = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, redirect };
  const url = oidc.buildAuthorizationUrl(await configuration(), {
    redirect_uri: redirect,
    scope,
    state: trip.state,
    nonce: trip.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, trip };
}

async function finish(
  configuration: () => Promise<oidc.Configuration>,
  settings: ProviderSettings,
  query: string,
  { state, nonce, verifier, redirect }: ProviderTrip,
): Promise<ProviderPerson> {
  const config = await configuration();
  const answer = await oidc.authorizationCodeGrant(config, new URL(`${redirect}?${query}`), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const idToken = answer.claims();
  if (idToken === undefined) throw new ProviderError("the provider sent no ID token");
  // Providers differ in which of the two holds the groups; the subject is held against the signed one.
  const more =
    config.serverMetadata().userinfo_endpoint === undefined
      ? {}
      : await oidc.fetchUserInfo(config, answer.access_token, idToken.sub);
  const claims: { readonly [name: string]: unknown } = { ...more, ...idToken };
  const groups = groupsOf(claims[settings.groupsClaim]);
  const amr = Array.isArray(claims["amr"]) ? (claims["amr"] as readonly unknown[]) : [];
  return {
    issuer: idToken.iss,
    subject: idToken.sub,
    hint: hintOf(claims, settings.personClaim),
    roles: groups.flatMap((group) => settings.rolesOfGroup.get(group) ?? []),
    isStrong: amr.some((one) => ["mfa", "hwk", "otp", "fpt", "face"].includes(String(one))),
  };
}

function groupsOf(claim: unknown): readonly string[] {
  if (typeof claim === "string") return [claim];
  return Array.isArray(claim) ? claim.filter((group) => typeof group === "string") : [];
}

function hintOf(claims: { readonly [name: string]: unknown }, claim: string): ProviderPerson["hint"] {
  const value = claims[claim];
  if (typeof value !== "string" || value === "") return null;
  // Whoever may type any address into their profile would be anybody.
  if (claim === "email" && claims["email_verified"] !== true) return null;
  return { claim, value };
}

/** Reads `group=role,role; group=role`. Returns the map, or what is wrong with it. */
export function parseGroupRoles(text: string): ReadonlyMap<string, readonly Role[]> | string {
  const found = new Map<string, readonly Role[]>();
  for (const part of text.split(";").map((one) => one.trim())) {
    if (part === "") continue;
    const at = part.lastIndexOf("=");
    const group = part.slice(0, at).trim();
    const names = part.slice(at + 1).split(",");
    const roles = names.map((name) => name.trim()).filter(isRole);
    if (at < 1 || roles.length !== names.length) return `${part}: not of the form group=role,role`;
    found.set(group, roles);
  }
  return found;
}
