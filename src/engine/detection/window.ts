import type { Observation } from "#core/detection/observation.ts";

/** What was seen lately, by rule; a look that comes again is in it once. */
export type ObservationWindow = {
  /** Whether it was news. */
  add(rule: string, observation: Observation): boolean;
  of(rule: string): readonly Observation[];
  /** Forgets what was seen before an instant (milliseconds since 1970), but the last word of each vantage point. */
  forget(before: number): void;
  clear(): void;
};

type Seen = { readonly looks: Map<string, Observation>; readonly last: Map<string, number> };

/** An empty window. */
export function observationWindow(): ObservationWindow {
  const byRule = new Map<string, Seen>();
  return {
    add(rule, observation) {
      const seen = byRule.get(rule) ?? { looks: new Map(), last: new Map() };
      byRule.set(rule, seen);
      const { vantage, at, says } = observation;
      const look = `${at} ${says} ${vantage}`;
      if (seen.looks.has(look)) return false;
      seen.looks.set(look, observation);
      seen.last.set(vantage, Math.max(at, seen.last.get(vantage) ?? at));
      return true;
    },
    of: (rule) => [...(byRule.get(rule)?.looks.values() ?? [])],
    forget(before) {
      for (const { looks, last } of byRule.values()) {
        for (const [look, { at, vantage }] of looks) {
          if (at < before && last.get(vantage) !== at) looks.delete(look);
        }
      }
    },
    clear: () => byRule.clear(),
  };
}
