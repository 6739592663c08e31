import type { Ref } from "./ref.ts";

/** A human being who has a part in continuity. */
export type PersonSpec = {
  readonly email: string | null;
  readonly phone: string | null;
  readonly teams: readonly Ref[];
};
