import type { EstateGraph } from "../../analysis/graph/estate-graph.ts";
import { singlePointNodes } from "../../analysis/weak-points/single-points.ts";
import type { Exposure } from "../../model/exposure.ts";
import { documentsOf, type Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { type Loss, lossAfter } from "./loss-after.ts";

/**
 * What the business loses when one thing alone fails for `seconds`, by that thing: the exposures of all functions that it
 * takes down, itself included. Things without one are left out. Takes a look at what each function with an exposure
 * relies on.
 */
export function lossByPoint(
  estate: Estate,
  graph: EstateGraph,
  seconds: number,
): ReadonlyMap<Ref, readonly Loss[]> {
  const curves = new Map<Ref, (readonly Exposure[])[]>();
  for (const { ref, spec } of documentsOf(estate, "Function")) {
    const node = graph.indexOf.get(ref);
    if (spec.exposure.length === 0 || node === undefined) continue;
    for (const point of [node, ...singlePointNodes(graph, node)]) {
      const name = graph.refs[point]!;
      const known = curves.get(name);
      if (known) known.push(spec.exposure);
      else curves.set(name, [spec.exposure]);
    }
  }
  return new Map([...curves].map(([ref, own]) => [ref, lossAfter(own, seconds)]));
}

/** The largest amount first; currencies are not converted, so amounts are compared as they are written. */
export function byLoss(losses: ReadonlyMap<Ref, readonly Loss[]>): (one: Item, other: Item) => number {
  const most = ({ ref }: Item) => losses.get(ref)?.[0]?.amount ?? 0;
  return (one, other) => most(other) - most(one);
}

type Item = { readonly ref: Ref };
