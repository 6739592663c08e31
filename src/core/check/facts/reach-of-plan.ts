import { documentsOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { dependenciesOf } from "./dependencies-of.ts";
import { oncePerCheck } from "../once-per-check.ts";

const targetsOf = oncePerCheck(({ resolved }): ReadonlyMap<Ref, readonly Ref[]> => {
  const targets = new Map<Ref, readonly Ref[]>();
  for (const document of resolved.estate.documents.values()) {
    const found = dependenciesOf(document).flatMap((one) => (one.type === "group" ? one.anyOf : [one.on]));
    if (found.length > 0) targets.set(document.ref, found);
  }
  for (const { ref, spec } of documentsOf(resolved.estate, "Service")) {
    targets.set(ref, [...(targets.get(ref) ?? []), ...spec.sites]);
  }
  return targets;
});

/** Something and all it relies on in whatever way: what recovers any of these takes part in recovering it. */
export function reachOf(context: CheckContext, ref: Ref): ReadonlySet<Ref> {
  const targets = targetsOf(context);
  const reach = new Set([ref]);
  // A set is walked in the order in which it grows.
  for (const node of reach) for (const target of targets.get(node) ?? []) reach.add(target);
  return reach;
}
