import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { dependenciesOf } from "./failure-spread.ts";
import { knots, ringOf } from "./knots.ts";

/** One ring for each knot of a graph, and where its first node names the next one. */
export function dependencyRings(
  { resolved }: CheckContext,
  edges: ReadonlyMap<Ref, readonly Ref[]>,
): readonly {
  readonly knot: readonly Ref[];
  readonly text: string;
  readonly place: ReturnType<typeof resolved.placeOf>;
}[] {
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
