import type { Ref } from "../model/ref.ts";
import type { Account, Ceremony, Passkey, Session, Token } from "./account.ts";
import type { GuessKind } from "./guesses.ts";

/** Where accounts are kept. Methods reject with `StoreUnavailable` when the database is away. */
export type AccountStore = {
  list(): Promise<readonly Account[]>;
  byPerson(person: Ref): Promise<Account | null>;
  byName(name: string): Promise<Account | null>;
  /** The person whom this subject of a provider was first signed in as. */
  bySubject(issuer: string, subject: string): Promise<Ref | null>;
  bindSubject(issuer: string, subject: string, person: Ref): Promise<void>;
  /** Makes an account; false when the person or the name has one. */
  create(account: { readonly person: Ref; readonly name: string }): Promise<boolean>;
  setPassword(person: Ref, hash: string | null): Promise<void>;
  setDisabled(person: Ref, isDisabled: boolean): Promise<void>;
  noteSignIn(person: Ref): Promise<void>;
  setTotp(person: Ref, sealed: Uint8Array | null): Promise<void>;
  /** Confirms the seed, or notes the time step a code was used for; false when that or a later one was used before. */
  useTotpStep(person: Ref, step: number): Promise<boolean>;
  /** Puts these recovery codes (SHA-256, lower-case hexadecimal) in the place of all others. */
  setRecoveryCodes(person: Ref, sha256: readonly string[]): Promise<void>;
  countRecoveryCodes(person: Ref): Promise<number>;
  /** Whether the code was there; it is not after. */
  useRecoveryCode(person: Ref, sha256: string): Promise<boolean>;
  passkeysOf(person: Ref): Promise<readonly Passkey[]>;
  passkey(id: string): Promise<Passkey | null>;
  /** False when the key is somebody's already. */
  addPasskey(passkey: Omit<Passkey, "createdAt" | "usedAt">): Promise<boolean>;
  /** Notes a use; false when the counter has gone back: a copy of the key is in use. */
  usePasskey(id: string, counter: number): Promise<boolean>;
  removePasskey(person: Ref, id: string): Promise<boolean>;
};

/** How long a session lasts, in seconds. */
export type SessionLimits = { readonly idleSeconds: number; readonly longestSeconds: number };

/** Sessions by the SHA-256 of their cookie. */
export type SessionStore = {
  create(
    session: Omit<Session, "createdAt" | "seenAt" | "expiresAt"> & { readonly sha256: string },
  ): Promise<void>;
  /** The session, if it has not ended; noted as seen now where `isUse`. */
  find(sha256: string, isUse: boolean): Promise<Session | null>;
  listOf(person: Ref): Promise<readonly Session[]>;
  end(sha256: string): Promise<void>;
  endById(person: Ref, id: string): Promise<boolean>;
  /** Ends all of a person but one (its id); returns how many. */
  endAll(person: Ref, except: string | null): Promise<number>;
};

/** Tokens by the SHA-256 of their text. */
export type TokenStore = {
  /** Whose token it is; null when it is not known, expired or revoked. */
  personOf(sha256: string): Promise<Ref | null>;
  create(token: Omit<Token, "createdAt" | "usedAt"> & { readonly sha256: string }): Promise<void>;
  /** Those of one person, or all; the newest first. */
  list(person: Ref | null): Promise<readonly Token[]>;
  /** Whose it was; null when there is none of that id. */
  revoke(id: string, person: Ref | null): Promise<Ref | null>;
  /** Revokes all of a person. */
  revokeAll(person: Ref): Promise<void>;
};

/** What is begun, by the SHA-256 of a token that the browser holds. Each can be finished once. */
export type CeremonyStore = {
  begin(sha256: string, ceremony: Ceremony, seconds: number): Promise<void>;
  /** Looks without finishing. */
  find(sha256: string, kind: Ceremony["kind"]): Promise<Ceremony | null>;
  /** Takes it away; null when there is none, or another was faster. */
  finish(sha256: string, kind: Ceremony["kind"]): Promise<Ceremony | null>;
  /** Takes away what was begun for a person, such as links to a new password. */
  dropFor(person: Ref): Promise<void>;
};

export type GuessStore = {
  /** Counts a guess before it is looked at, so that many at once are no way around. Returns seconds to wait; 0: go on. */
  begin(guesses: readonly { readonly kind: GuessKind; readonly key: string }[]): Promise<number>;
  /** Forgets the failures under these keys: the guess was right. */
  succeeded(keys: readonly string[]): Promise<void>;
};
