import type { Ref } from "./ref.ts";
import type { Check } from "./step.ts";

/** Something that watches, and when what it sees counts as a failure. */
export type MonitorSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly watches: readonly Ref[];
  readonly check: Check | null;
  readonly everySeconds: number | null;
  readonly threshold: {
    /** How long the check must fail; null: at once. */
    readonly forSeconds: number | null;
    /** How many vantage points must see it. */
    readonly quorum: number;
  } | null;
};
