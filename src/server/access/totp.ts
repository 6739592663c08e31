import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const period = 30;
/** Clocks of phones go wrong by a step; more would only help who guesses. */
const stepsAside = 1;

const totpOf = (seed: string, label: string) =>
  new TOTP({ issuer: "Holdfast", label, secret: Secret.fromBase32(seed), period, digits: 6 });

/** A new seed: 160 bits (RFC 4226, section 4), in base32. */
export const newSeed = (): string => new Secret({ buffer: Uint8Array.from(randomBytes(20)).buffer }).base32;

/** What an authenticator app reads from the picture. */
export const totpAddress = (seed: string, label: string): string => totpOf(seed, label).toString();

/** The time step a code stands for (RFC 6238), or null when it is not right now. */
export function stepOfCode(seed: string, code: string, milliseconds: number): number | null {
  const digits = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return null;
  const aside = totpOf(seed, "").validate({ token: digits, timestamp: milliseconds, window: stepsAside });
  return aside === null ? null : Math.floor(milliseconds / 1000 / period) + aside;
}

const codeLetters = "23456789abcdefghjkmnpqrstvwxyz";

/** Ten codes for when the second factor is lost: 16 letters each (78 bits), in four groups. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: 10 }, () => {
    // 240 is the largest multiple of 30 in a byte: every letter is as likely as another.
    const bytes = [...randomBytes(64)].filter((byte) => byte < 240).slice(0, 16);
    const letters = bytes.map((byte) => codeLetters[byte % codeLetters.length]).join("");
    return letters.replaceAll(/(.{4})(?=.)/g, "$1-");
  });
}

/** A recovery code as it is kept, however it was typed; null when it is none. */
export function plainRecoveryCode(typed: string): string | null {
  const letters = typed.toLowerCase().replaceAll(/[\s-]/g, "");
  return letters.length === 16 ? letters : null;
}
