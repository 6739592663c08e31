import type { Ref } from "../../model/ref.ts";
import { type EstateGraph, graphOf } from "../graph/estate-graph.ts";
import type { GraphNode, Requirement } from "../graph/requirement.ts";
import type { Recoveries, Recovery } from "../impact/recoveries.ts";
import { type EstateMap, mapPhases } from "./estate-map.ts";

/** The graph that a map was made of: whoever computes on it gets the answers that the estate gives. */
export function graphOfMap(
  map: Pick<EstateMap, "refs" | "invalid" | "missing" | "requirements">,
): EstateGraph {
  const { refs, requirements } = map;
  const undescribed = new Set([...map.missing, ...map.invalid]);
  const lists = new Map<number, Requirement[]>();
  let next = 0;
  requirements.owner.forEach((owner, at) => {
    const size = requirements.size[at]!;
    const requirement: Requirement = {
      members: requirements.members.slice(next, next + size).map((member) => refs[member]!),
      losses: requirements.losses[at]!,
      isSoft: requirements.soft[at] === 1,
      phase: mapPhases[requirements.phase[at]!]!,
    };
    next += size;
    const known = lists.get(owner);
    if (known) known.push(requirement);
    else lists.set(owner, [requirement]);
  });
  const nodes: GraphNode[] = [];
  refs.forEach((ref, node) => {
    if (!undescribed.has(node)) nodes.push({ ref, requirements: lists.get(node) ?? [] });
  });
  return graphOf(nodes, new Set(map.invalid.map((node) => refs[node]!)));
}

/** What the runbooks of a map bring back. */
export function recoveriesOfMap({
  refs,
  site,
  runbooks,
}: Pick<EstateMap, "refs" | "runbooks"> & { readonly site: ArrayLike<number> }): Recoveries {
  const runbooksOf = new Map<Ref, Recovery[]>();
  for (const { ref: runbook, recovers, from, to } of runbooks) {
    for (const recovered of new Set(recovers)) {
      const known = runbooksOf.get(recovered);
      if (known) known.push({ runbook, from, to });
      else runbooksOf.set(recovered, [{ runbook, from, to }]);
    }
  }
  const siteOf = new Map<Ref, Ref>();
  refs.forEach((ref, node) => {
    const at = site[node]!;
    if (at >= 0 && ref.startsWith("component:")) siteOf.set(ref, refs[at]!);
  });
  return { runbooksOf, siteOf };
}
