import type { Schemas } from "#client/client.ts";
import { ask, clientOf } from "./ask.ts";

export type OwnAccount = Schemas["OwnAccount"];
export type SessionInfo = Schemas["Session"];
export type TokenInfo = Schemas["TokenInfo"];

type Actor = string | null;

export async function fetchAccount(actor: Actor): Promise<OwnAccount> {
  return ask(clientOf(actor).GET("/api/v1/account"));
}

export async function changePassword(
  actor: Actor,
  body: { readonly current: string; readonly password: string },
): Promise<void> {
  await ask(clientOf(actor).POST("/api/v1/account/password", { body }));
}

export async function beginTotp(actor: Actor): Promise<Schemas["TotpSeed"]> {
  return ask(clientOf(actor).POST("/api/v1/account/totp/begin"));
}

/** Answers recovery codes, shown once. */
export async function confirmTotp(actor: Actor, code: string): Promise<readonly string[]> {
  return (await ask(clientOf(actor).POST("/api/v1/account/totp/confirm", { body: { code } }))).codes;
}

export async function removeTotp(actor: Actor, code: string): Promise<void> {
  await ask(clientOf(actor).POST("/api/v1/account/totp/remove", { body: { code } }));
}

export async function renewRecoveryCodes(actor: Actor): Promise<readonly string[]> {
  return (await ask(clientOf(actor).POST("/api/v1/account/recovery-codes"))).codes;
}

/** Lets the browser make a passkey and keeps it; the first one answers recovery codes. */
export async function addPasskey(actor: Actor, name: string): Promise<readonly string[]> {
  const client = clientOf(actor);
  const options = await ask(client.POST("/api/v1/account/passkeys/begin"));
  const { startRegistration } = await import("@simplewebauthn/browser");
  const made = await startRegistration({ optionsJSON: options as never });
  const response = made as unknown as Schemas["AddPasskey"]["response"];
  return (await ask(client.POST("/api/v1/account/passkeys", { body: { name, response } }))).codes;
}

export async function removePasskey(actor: Actor, passkey: string): Promise<void> {
  await ask(
    clientOf(actor).POST("/api/v1/account/passkeys/{passkey}/remove", { params: { path: { passkey } } }),
  );
}

export async function endSession(actor: Actor, session: string): Promise<void> {
  await ask(
    clientOf(actor).POST("/api/v1/account/sessions/{session}/end", { params: { path: { session } } }),
  );
}

export async function endOtherSessions(actor: Actor): Promise<number> {
  return (await ask(clientOf(actor).POST("/api/v1/account/sessions/end-others"))).ended;
}

export async function fetchTokens(actor: Actor): Promise<readonly TokenInfo[]> {
  return (await ask(clientOf(actor).GET("/api/v1/tokens"))).tokens;
}

/** Answers the text of the token, shown once. */
export async function createToken(
  actor: Actor,
  body: { readonly person: TokenInfo["person"]; readonly name: string; readonly days: number },
): Promise<string> {
  return (await ask(clientOf(actor).POST("/api/v1/tokens", { body }))).token;
}

export async function revokeToken(actor: Actor, token: string): Promise<void> {
  await ask(clientOf(actor).POST("/api/v1/tokens/{token}/revoke", { params: { path: { token } } }));
}
