import type { Schemas } from "#client/client.ts";
import { ask, clientOf } from "./ask.ts";

export type Me = Schemas["Me"];
export type SignInOptions = Schemas["SignInOptions"];
export type SignInState = Schemas["SignInState"];

const nobody = () => clientOf(null);

/** Who asks; `actor` is whom somebody chose to act as where nobody signs in. */
export async function fetchMe(actor: string | null): Promise<Me> {
  return ask(clientOf(actor).GET("/api/v1/me"));
}

export async function fetchSignInOptions(): Promise<SignInOptions> {
  return ask(nobody().GET("/api/v1/sign-in"));
}

export async function signIn(given: {
  readonly name: string;
  readonly password: string;
}): Promise<SignInState> {
  return ask(nobody().POST("/api/v1/sign-in", { body: given }));
}

export async function giveCode(code: string): Promise<SignInState> {
  return ask(nobody().POST("/api/v1/sign-in/second-factor", { body: { code } }));
}

/** Signs in with a passkey of this browser: in the place of a password, or after it. */
export async function signInByPasskey(): Promise<SignInState> {
  const options = await ask(nobody().POST("/api/v1/sign-in/passkey/begin"));
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const shown = await startAuthentication({ optionsJSON: options as never });
  const response = shown as unknown as Schemas["PasskeyShown"]["response"];
  return ask(nobody().POST("/api/v1/sign-in/passkey", { body: { response } }));
}

/** Where to go to sign in at the identity provider, to come back to `to`. */
export async function providerAddress(to: string): Promise<string> {
  return (await ask(nobody().POST("/api/v1/sign-in/provider", { body: { to } }))).url;
}

/** Chooses a password with a link; answers the name to sign in with. */
export async function choosePassword(given: {
  readonly link: string;
  readonly password: string;
}): Promise<string> {
  return (await ask(nobody().POST("/api/v1/sign-in/password", { body: given }))).name;
}

export async function signOut(): Promise<void> {
  await ask(nobody().POST("/api/v1/sign-out"));
}
