import type { MapModel } from "./map-model.ts";

export const directions = ["both", "needs", "needed-by"] as const;
/** Towards what a node relies on, towards what relies on it, or both. */
export type Direction = (typeof directions)[number];

/**
 * The nodes within so many links of one, that one included. Up and down are walked apart: what relies on a thing is of
 * interest, and not what else that relies on.
 */
export function neighbourhood(
  model: MapModel,
  focus: number,
  depth: number,
  direction: Direction,
): ReadonlySet<number> {
  const found = new Set([focus]);
  if (direction !== "needed-by") walk(model, focus, depth, "needs", found);
  if (direction !== "needs") walk(model, focus, depth, "needed-by", found);
  return found;
}

function walk(
  { needs, neededBy, links }: MapModel,
  focus: number,
  depth: number,
  direction: "needs" | "needed-by",
  found: Set<number>,
): void {
  const { start, links: order } = direction === "needs" ? needs : neededBy;
  const ends = direction === "needs" ? links.to : links.from;
  const seen = new Set([focus]);
  let layer = [focus];
  for (let step = 0; step < depth && layer.length > 0; step += 1) {
    const next: number[] = [];
    for (const node of layer) {
      for (let place = start[node]!; place < start[node + 1]!; place += 1) {
        const end = ends[order[place]!]!;
        if (seen.has(end)) continue;
        seen.add(end);
        found.add(end);
        next.push(end);
      }
    }
    layer = next;
  }
}
