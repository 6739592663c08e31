import type { Ref } from "../../model/ref.ts";
import type { ObservedEdge } from "./compare-declared.ts";

/** What was seen of one edge, all observations together: the calls that were counted, and when the last one was seen. */
export function observedLink({ from, to, observations }: ObservedEdge) {
  const counts = observations.flatMap(({ count }) => (count === null ? [] : [count]));
  const times = observations.flatMap(({ lastSeenAt }) => (lastSeenAt === null ? [] : [lastSeenAt]));
  return {
    from: from as Ref,
    to: to as Ref,
    /** Null where no source counts. */
    calls: counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0),
    /** ISO 8601; null where no source says. */
    lastSeenAt: times.toSorted().at(-1) ?? null,
    /** Nobody has seen a call: a setting names it. */
    isHint: observations.every(({ source }) => source === "setting"),
  };
}
