import type { Ref } from "../../model/ref.ts";
import type { EstateGraph } from "../graph/estate-graph.ts";
import { changeFailures, liveImpact, stateOf } from "./live-impact.ts";

/** A service, and the business functions that are down while it alone is. */
export type FunctionsBehind = { readonly ref: Ref; readonly functions: readonly Ref[] };

/**
 * For every service the functions that its loss takes down, in the order of their references. Services fail one after
 * the other in one estate that is kept up to date, so the time depends on what they take down, not on its size.
 */
export function functionsBehind(graph: EstateGraph): readonly FunctionsBehind[] {
  const impact = liveImpact(graph);
  const found: FunctionsBehind[] = [];
  for (const [node, ref] of graph.refs.entries()) {
    if (!ref.startsWith("service:")) continue;
    const changed = new Set(changeFailures(impact, { add: [node] }));
    const functions = [...changed]
      .filter((other) => graph.refs[other]!.startsWith("function:") && stateOf(impact, other) === "down")
      .sort((one, other) => one - other)
      .map((other) => graph.refs[other]!);
    found.push({ ref, functions });
    changeFailures(impact, { remove: [node] });
  }
  return found;
}
