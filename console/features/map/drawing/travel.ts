import type { LaidOut } from "./laid-out.ts";
import type { Drawing } from "./plan-drawing.ts";

/** Where an arrow leads: up to what relies on a thing, down to what it needs, sideways to what stands beside it. */
export type TravelKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

/**
 * The item an arrow leads to from one, or null where there is none. Along edges the nearest one is taken, so that the
 * same way up and down comes back; sideways the next in the same row, or the nearest at all on that side.
 */
export function travel(drawing: Drawing, laidOut: LaidOut, from: number, key: TravelKey): number | null {
  const { items } = laidOut;
  const centre = (item: number) => items[item]!.x + items[item]!.width / 2;
  const level = (item: number) => items[item]!.y + items[item]!.height / 2;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const ends = drawing.edges.flatMap((edge) => {
      if (key === "ArrowDown") return edge.from === from ? [edge.to] : [];
      return edge.to === from ? [edge.from] : [];
    });
    return nearest(
      ends,
      (item) => Math.abs(centre(item) - centre(from)) * 4 + Math.abs(level(item) - level(from)),
    );
  }
  const side = key === "ArrowRight" ? 1 : -1;
  const beside = [...items.keys()].filter((item) => (centre(item) - centre(from)) * side > 1);
  const distance = (item: number) =>
    Math.abs(centre(item) - centre(from)) + Math.abs(level(item) - level(from)) * 8;
  return nearest(beside, distance);
}

function nearest(items: readonly number[], distance: (item: number) => number): number | null {
  let best: number | null = null;
  for (const item of items) if (best === null || distance(item) < distance(best)) best = item;
  return best;
}
