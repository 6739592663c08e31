import type { Ref } from "./ref.ts";

/** A stretch of duty of one person. Instants are ISO 8601 UTC with milliseconds. */
export type Shift = {
  readonly person: Ref;
  readonly role: string | null;
  readonly from: string;
  readonly until: string;
};

/** Who is on duty when. */
export type RosterSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly team: Ref;
  /** IANA name, such as `Europe/Berlin`; in it the handovers of a rotation keep their time of day. */
  readonly timeZone: string;
  readonly shifts: readonly Shift[];
  /** People who take turns, beginning at `from`, each for `everySeconds`. */
  readonly rotation: {
    readonly from: string;
    readonly everySeconds: number;
    readonly people: readonly Ref[];
  } | null;
};
