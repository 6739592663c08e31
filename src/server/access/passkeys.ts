import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Account, Passkey } from "#core/access/account.ts";
import { ProblemError } from "../problem.ts";
import type { AccessPorts } from "./access-ports.ts";

/** Whether browsers allow passkeys at an origin: they are bound to a name, and an IP address is none. */
export const allowsPasskeys = (own: string | null): boolean =>
  own !== null && !/^(\d+\.){3}\d+$|^\[/.test(new URL(own).hostname);

function nameOf(own: string): string {
  if (allowsPasskeys(own)) return new URL(own).hostname;
  throw new ProblemError(
    "passkey-refused",
    `Passkeys need a name: open http://localhost:${new URL(own).port || "80"} in place of ${own}.`,
  );
}

/** What a browser needs to make a passkey for an account. */
export async function passkeyToMake(own: string, { person, name }: Account, known: readonly Passkey[]) {
  return generateRegistrationOptions({
    rpName: "Holdfast",
    rpID: nameOf(own),
    userName: name,
    userDisplayName: name,
    userID: Uint8Array.from(Buffer.from(person)),
    attestationType: "none",
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
  });
}

/** The passkey a browser has made. */
export async function madePasskey(own: string, response: unknown, challenge: string) {
  const { verified, registrationInfo } = await refusedWhenWrong(() =>
    verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: own,
      expectedRPID: nameOf(own),
      requireUserVerification: true,
    }),
  );
  if (!verified) throw new ProblemError("passkey-refused", "The passkey could not be checked.");
  return registrationInfo.credential;
}

/** What a browser needs to show a passkey; `known` empty: whichever it has for this place. */
export async function passkeyToShow(own: string, known: readonly Passkey[]) {
  return generateAuthenticationOptions({
    rpID: nameOf(own),
    userVerification: "required",
    allowCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
  });
}

/** The passkey a browser has shown; its use is noted. */
export async function shownPasskey(
  own: string,
  response: unknown,
  challenge: string,
  { accounts }: Pick<AccessPorts, "accounts">,
): Promise<Passkey> {
  const id = (response as { readonly id?: unknown } | null)?.id;
  const passkey = typeof id === "string" ? await accounts.passkey(id) : null;
  if (passkey === null) throw new ProblemError("passkey-refused", "No account has this passkey.");
  const { verified, authenticationInfo } = await refusedWhenWrong(() =>
    verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: own,
      expectedRPID: nameOf(own),
      credential: {
        id: passkey.id,
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    }),
  );
  if (!verified || !(await accounts.usePasskey(passkey.id, authenticationInfo.newCounter))) {
    throw new ProblemError("passkey-refused", "The passkey did not prove itself.");
  }
  return passkey;
}

/** The library throws at whatever a browser sent that is not as it should be. */
async function refusedWhenWrong<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new ProblemError("passkey-refused", (error as Error).message);
  }
}
