import type { Ref } from "../model/ref.ts";

/** Whom a person signs in as. What is secret of it leaves the server in no answer, event or export. */
export type Account = {
  readonly person: Ref;
  /** What the person types to sign in; in lower case. */
  readonly name: string;
  /** Argon2id in the PHC string format; null where only a passkey or a provider is used. */
  readonly passwordHash: string | null;
  /** The sealed seed of the authenticator app; null when there is none. */
  readonly totpSealed: Uint8Array | null;
  /** Whether the person has shown once that the app knows the seed. */
  readonly totpConfirmed: boolean;
  readonly createdAt: string;
  readonly disabledAt: string | null;
  readonly passwordChangedAt: string | null;
  readonly signedInAt: string | null;
};

export type Passkey = {
  /** The credential's id, base64url. */
  readonly id: string;
  readonly person: Ref;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  /** What the person calls it. */
  readonly name: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
};

export const signInMethods = ["password", "passkey", "provider"] as const;

export type SignInMethod = (typeof signInMethods)[number];

/** A browser that is signed in. The cookie's text is kept nowhere, only its SHA-256. */
export type Session = {
  /** Names it where sessions are listed; lets nobody in. */
  readonly id: string;
  readonly person: Ref;
  readonly method: SignInMethod;
  /** Whether a second factor was given, or a passkey that asked for one. */
  readonly isStrong: boolean;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
  readonly address: string;
  readonly browser: string;
};

/** A token of the command line. */
export type Token = {
  readonly id: string;
  readonly person: Ref;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly usedAt: string | null;
};

/** Something begun that a browser finishes: a second factor, a challenge, a trip to the provider, a link to a password. */
export type Ceremony = {
  readonly kind: "second-factor" | "passkey-sign-in" | "passkey-add" | "provider" | "reset";
  readonly person: Ref | null;
  readonly data: { readonly [name: string]: string };
};
