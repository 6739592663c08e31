import { changeFailures, liveImpact, stateOf } from "../analysis/impact/live-impact.ts";
import type { Ref } from "../model/ref.ts";
import { type CorrelationMap, healthyOf } from "./correlate.ts";
import type { Testimony } from "./testimony.ts";

/**
 * Tells of one group of failures after another which services are down by them: those seen to fail, and those that the
 * map says cannot work without what failed, unless somebody sees them work. The time for each follows what it takes down.
 */
export function servicesHit(
  { graph }: CorrelationMap,
  testimonies: readonly Testimony[],
): (failing: readonly Ref[]) => readonly Ref[] {
  const seenWorking = healthyOf([], testimonies);
  const impact = liveImpact(graph);
  return (failing) => {
    const nodes = failing.flatMap((ref) => graph.indexOf.get(ref) ?? []);
    const changed = changeFailures(impact, { add: nodes });
    const seen = failing.filter((ref) => ref.startsWith("service:"));
    const implied = changed.flatMap((node) => {
      const ref = graph.refs[node];
      const isHit = ref?.startsWith("service:") && stateOf(impact, node) === "down" && !seenWorking.has(ref);
      return isHit && ref !== undefined ? [ref] : [];
    });
    changeFailures(impact, { remove: nodes });
    return [...new Set([...seen, ...implied.toSorted()])].slice(0, servicesMax);
  };
}

/** A site that is lost can take thousands down: an incident names so many, and the map shows all. */
const servicesMax = 200;
