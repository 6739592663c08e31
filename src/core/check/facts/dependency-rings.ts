import type { Place } from "../../model/diagnostic.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { dependenciesOf } from "./dependencies-of.ts";
import { knots, ringOf } from "./knots.ts";

/** One ring of a knot of dependencies. */
type DependencyRing = {
  readonly knot: readonly Ref[];
  readonly text: string;
  /** Where its first node names the next one. */
  readonly place: Place;
};

/** Two rules ask for those of one graph, and to find them is among the dearest parts of a check. */
const known = new WeakMap<ReadonlyMap<Ref, readonly Ref[]>, readonly DependencyRing[]>();

/** One ring for each knot of a graph. */
export function dependencyRings(
  context: CheckContext,
  edges: ReadonlyMap<Ref, readonly Ref[]>,
): readonly DependencyRing[] {
  const found = known.get(edges) ?? findRings(context, edges);
  known.set(edges, found);
  return found;
}

function findRings(
  { resolved }: CheckContext,
  edges: ReadonlyMap<Ref, readonly Ref[]>,
): readonly DependencyRing[] {
  const next = (ref: Ref) => edges.get(ref) ?? [];
  return knots([...edges.keys()], next).flatMap((knot) => {
    const ring = ringOf(knot, next);
    const [first, second] = ring;
    const document = first === undefined ? undefined : resolved.estate.documents.get(first);
    if (first === undefined || second === undefined || !document) return [];
    const index = dependenciesOf(document).findIndex((one) =>
      one.type === "group" ? one.anyOf.includes(second) : one.on === second,
    );
    const text = [...ring, first].map((ref) => `\`${ref}\``).join(" → ");
    return [{ knot, text, place: resolved.placeOf(first, ["spec", "dependsOn", index, "on"]) }];
  });
}
