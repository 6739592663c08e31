import type { Ref } from "./ref.ts";

/** People who can stand in for one another in a role. */
export type TeamSpec = {
  readonly description: string | null;
  /** People available at once; null is unknown. */
  readonly capacity: number | null;
  readonly members: readonly Ref[];
  readonly lead: Ref | null;
  readonly skills: readonly string[];
};
