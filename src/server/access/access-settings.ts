import { isRole, type Role, roles } from "#core/access/roles.ts";
import { parseGroupRoles } from "./provider.ts";

/** How people sign in, as the server is told. */
export type AccessSettings = {
  readonly publicUrl: string | null;
  /** Addresses whose `X-Forwarded-For` is believed. */
  readonly proxies: readonly string[];
  readonly sessionIdleSeconds: number;
  readonly sessionLongestSeconds: number;
  /** `secret:env/NAME` or `secret:file/PATH` of the key that seeds are sealed with; null: one in the data folder. */
  readonly accountKey: string | null;
  /** Of whoever was never given or refused a role. */
  readonly otherRoles: readonly Role[];
  readonly oidc: OidcSettings | null;
};

export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  /** A reference as above; null for a public client. */
  readonly clientSecret: string | null;
  readonly title: string;
  readonly personClaim: string;
  readonly groupsClaim: string;
  readonly scope: string;
  readonly rolesOfGroup: ReadonlyMap<string, readonly Role[]>;
};

/** The settings by name, each with its flag and variable. */
export const accessFlags = {
  "public-url": { type: "string" },
  proxies: { type: "string" },
  "session-idle": { type: "string" },
  "session-longest": { type: "string" },
  "account-key": { type: "string" },
  "other-roles": { type: "string" },
  "oidc-issuer": { type: "string" },
  "oidc-client-id": { type: "string" },
  "oidc-client-secret": { type: "string" },
  "oidc-title": { type: "string" },
  "oidc-person-claim": { type: "string" },
  "oidc-groups-claim": { type: "string" },
  "oidc-scope": { type: "string" },
  "oidc-roles": { type: "string" },
} as const;

export const accessVariables = {
  publicUrl: "HOLDFAST_PUBLIC_URL",
  proxies: "HOLDFAST_PROXIES",
  sessionIdle: "HOLDFAST_SESSION_IDLE",
  sessionLongest: "HOLDFAST_SESSION_LONGEST",
  accountKey: "HOLDFAST_ACCOUNT_KEY",
  otherRoles: "HOLDFAST_OTHER_ROLES",
  oidcIssuer: "HOLDFAST_OIDC_ISSUER",
  oidcClientId: "HOLDFAST_OIDC_CLIENT_ID",
  oidcClientSecret: "HOLDFAST_OIDC_CLIENT_SECRET",
  oidcTitle: "HOLDFAST_OIDC_TITLE",
  oidcPersonClaim: "HOLDFAST_OIDC_PERSON_CLAIM",
  oidcGroupsClaim: "HOLDFAST_OIDC_GROUPS_CLAIM",
  oidcScope: "HOLDFAST_OIDC_SCOPE",
  oidcRoles: "HOLDFAST_OIDC_ROLES",
} as const;

export type AccessSettingName = keyof typeof accessVariables;

export const accessUsage = `Sign-in (docs/guides/sign-in.md); variables as HOLDFAST_PUBLIC_URL, HOLDFAST_OIDC_ISSUER …

  --public-url URL         the https:// address that browsers use; needed beyond the loopback
  --proxies LIST           addresses of reverse proxies whose X-Forwarded-For is believed
  --session-idle HOURS     a session ends after so long without use (default 8)
  --session-longest HOURS  and after so long in any case (default 24)
  --account-key REF        secret:env/NAME or secret:file/PATH, 32 bytes in base64 (default: in the data folder)
  --other-roles LIST       roles of people who were never given any (default: all but administrator)
  --oidc-issuer URL        an identity provider (OpenID Connect)
  --oidc-client-id ID      how it knows this server
  --oidc-client-secret REF secret:env/NAME or secret:file/PATH; without it a public client
  --oidc-title TEXT        what the button says (default: the provider's host)
  --oidc-person-claim NAME email (default) is held against people's documents, others against their names
  --oidc-groups-claim NAME where the groups are (default groups)
  --oidc-scope TEXT        what is asked for (default "openid email profile")
  --oidc-roles MAP         what groups give: "ops=responder,commander; it=administrator"
`;

type Given = { readonly [name in AccessSettingName]?: string };

type Fail = (message: string) => Error;

const working = roles.filter((role) => role !== "administrator");

function hoursOf(text: string, name: string, fail: Fail): number {
  const hours = Number(text);
  if (Number.isFinite(hours) && hours > 0 && hours <= 8760) return Math.max(1, Math.round(hours * 3600));
  throw fail(`--${name} ${text}: a number of hours, such as 8 or 0.5`);
}

function webAddress(text: string | undefined, name: string, fail: Fail): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(url?.hostname ?? "");
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback))
    return text.replace(/\/+$/, "");
  throw fail(`--${name} ${text}: an address that begins with https:// (http:// only on the loopback)`);
}

function reference(text: string | undefined, name: string, fail: Fail): string | null {
  if (text === undefined) return null;
  if (/^secret:(env|file)\/.+$/.test(text)) return text;
  // The value may be the secret itself: it is not repeated.
  throw fail(`--${name}: name the secret as secret:env/NAME or secret:file/PATH; it is not given by itself`);
}

const list = (text: string) =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);

/** Reads the settings; `fail` makes the error that says what to change. */
export function readAccessSettings(given: Given, trustsLoopback: boolean, fail: Fail): AccessSettings {
  const others = given.otherRoles === undefined ? null : list(given.otherRoles);
  const unknown = others?.find((name) => !isRole(name));
  if (unknown !== undefined) throw fail(`--other-roles: ${unknown} is none of ${roles.join(", ")}`);
  return {
    publicUrl: webAddress(given.publicUrl, "public-url", fail),
    proxies: list(given.proxies ?? ""),
    sessionIdleSeconds: hoursOf(given.sessionIdle ?? "8", "session-idle", fail),
    sessionLongestSeconds: hoursOf(given.sessionLongest ?? "24", "session-longest", fail),
    accountKey: reference(given.accountKey, "account-key", fail),
    // Where everybody may say who they are, everybody may look after roles too.
    otherRoles: others?.filter(isRole) ?? (trustsLoopback ? roles : working),
    oidc: readOidc(given, fail),
  };
}

function readOidc(given: Given, fail: Fail): OidcSettings | null {
  const issuer = webAddress(given.oidcIssuer, "oidc-issuer", fail);
  if (issuer === null) return null;
  if (given.oidcClientId === undefined) throw fail("--oidc-issuer needs --oidc-client-id");
  const rolesOfGroup = parseGroupRoles(given.oidcRoles ?? "");
  if (typeof rolesOfGroup === "string")
    throw fail(`--oidc-roles ${rolesOfGroup}; roles are ${roles.join(", ")}`);
  return {
    issuer,
    clientId: given.oidcClientId,
    clientSecret: reference(given.oidcClientSecret, "oidc-client-secret", fail),
    title: given.oidcTitle ?? new URL(issuer).host,
    personClaim: given.oidcPersonClaim ?? "email",
    groupsClaim: given.oidcGroupsClaim ?? "groups",
    scope: given.oidcScope ?? "openid email profile",
    rolesOfGroup,
  };
}
