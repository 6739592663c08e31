import type { Account } from "#core/access/account.ts";
import { tokenHash } from "../auth.ts";
import type { AccessPorts } from "./access-ports.ts";
import { newRecoveryCodes, plainRecoveryCode, stepOfCode } from "./totp.ts";

type Ports = Pick<AccessPorts, "accounts" | "key">;

const recoveryHash = (person: string, code: string) => tokenHash(`${person} ${code}`);

/** The seed of the authenticator app; null when there is none, or the key it was sealed with is gone. */
export function seedOf({ key }: Pick<Ports, "key">, { totpSealed, person }: Account): string | null {
  return totpSealed === null ? null : key.open(totpSealed, person);
}

/** Whether it is the code of the app, or a recovery code. Each is taken once. */
export async function isRightCode(
  ports: Ports,
  account: Account,
  code: string,
  now: string,
): Promise<boolean> {
  const seed = account.totpConfirmed ? seedOf(ports, account) : null;
  const step = seed === null ? null : stepOfCode(seed, code, Date.parse(now));
  if (step !== null) return ports.accounts.useTotpStep(account.person, step);
  const plain = plainRecoveryCode(code);
  return (
    plain !== null && ports.accounts.useRecoveryCode(account.person, recoveryHash(account.person, plain))
  );
}

/** New recovery codes in the place of the old; the only time they are shown. */
export async function giveRecoveryCodes(
  { accounts }: Ports,
  { person }: Account,
): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  const kept = codes.map((code) => recoveryHash(person, plainRecoveryCode(code) ?? ""));
  await accounts.setRecoveryCodes(person, kept);
  return codes;
}
