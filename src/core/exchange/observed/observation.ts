import type { Ref } from "../../model/ref.ts";

/** Where an observation comes from. A `setting` (a host name in an environment variable) is a hint; nobody has seen a call. */
export type ObservationSource = "trace" | "metric" | "setting";

/** That something was seen to use something else. It declares nothing until an owner confirms it. */
export type Observation = {
  readonly from: Ref;
  readonly to: Ref;
  readonly source: ObservationSource;
  /** Calls seen; null where the source does not count. */
  readonly count: number | null;
  /** Calls that failed; null where the source does not say. */
  readonly failedCount: number | null;
  /** ISO 8601 in UTC; null where the source does not say. */
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
  /** What the source says of it, such as the name of the variable or the kind of connection. */
  readonly detail: string | null;
};
