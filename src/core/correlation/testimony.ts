import type { WitnessAspect } from "../model/monitor.ts";
import type { Ref } from "../model/ref.ts";

/** What one witness says of one thing now. Instants are milliseconds since 1970. */
export type Testimony = {
  /** Who looks: the name of a vantage point, or the sender of an alert. */
  readonly by: string;
  readonly monitor: Ref;
  readonly about: Ref;
  readonly aspect: WitnessAspect;
  readonly says: "failing" | "healthy" | "unknown";
  readonly since: number;
  readonly detail: string;
};

/** A thing that counts as failed: the rules about it have crossed their thresholds. */
export type Failing = { readonly ref: Ref; readonly since: number };
