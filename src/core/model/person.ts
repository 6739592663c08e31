import type { Ref } from "./ref.ts";

/** A human being who has a part in continuity. */
export type PersonSpec = {
  readonly description: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly teams: readonly Ref[];
  readonly skills: readonly string[];
  /** Where they normally work. */
  readonly site: Ref | null;
  /** Time to travel, by site reference, in seconds. A site that is not named is not known to be reachable. */
  readonly canReachSeconds: { readonly [site: string]: number };
  /** The day on which mail and telephone were last known to be right. */
  readonly contactConfirmedOn: string | null;
  readonly deputy: Ref | null;
};
