import { linkBits } from "../model/map-model.ts";
import type { Point } from "./laid-out.ts";

/** What a line means, for its look. */
export function edgeLook(bits: number): string {
  if ((bits & linkBits.undeclared) !== 0) return "undeclared";
  if ((bits & linkBits.neverSeen) !== 0) return "never-seen";
  if ((bits & linkBits.startup) !== 0) return "startup";
  if ((bits & linkBits.soft) !== 0) return "soft";
  if ((bits & linkBits.group) !== 0) return "group";
  return (bits & linkBits.implied) !== 0 ? "implied" : "hard";
}

/** Points as the path of an SVG. */
export function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}
