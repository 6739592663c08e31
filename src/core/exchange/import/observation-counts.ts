import type { Ref } from "../../model/ref.ts";
import type { Observation, ObservationSource } from "../observed/observation.ts";

/** Adds calls up to one observation per pair. */
export type ObservationCounts = {
  readonly add: (
    from: Ref,
    to: Ref,
    count: number,
    failedCount: number | null,
    at: string | null,
    detail?: string | null,
  ) => void;
  readonly all: () => readonly Observation[];
};

/** Counts for one import. */
export function observationCounts(source: ObservationSource): ObservationCounts {
  const counts = new Map<string, Observation>();
  return {
    add: (from, to, count, failedCount, at, detail = null) => {
      const known = counts.get(`${from} ${to}`);
      const isKnownFailed = known !== undefined && known.failedCount !== null;
      counts.set(`${from} ${to}`, {
        from,
        to,
        source,
        count: (known?.count ?? 0) + count,
        failedCount:
          failedCount === null
            ? (known?.failedCount ?? null)
            : (isKnownFailed ? (known.failedCount ?? 0) : 0) + failedCount,
        firstSeenAt: earlier(known?.firstSeenAt ?? null, at),
        lastSeenAt: later(known?.lastSeenAt ?? null, at),
        detail: known?.detail ?? detail,
      });
    },
    all: () => [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each),
  };
}

function earlier(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other < one) ? other : one;
}

function later(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other > one) ? other : one;
}
