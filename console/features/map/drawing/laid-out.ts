import type { Drawing } from "./plan-drawing.ts";

export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Where everything of a drawing stands, in pixels at full size. */
export type LaidOut = {
  /** By place in `items`. */
  readonly items: readonly Rectangle[];
  /** By place in `boxes`. */
  readonly boxes: readonly Rectangle[];
  /** By place in `edges` the line it takes, as points. */
  readonly edges: readonly (readonly Point[])[];
  readonly width: number;
  readonly height: number;
};

/** A drawing with where everything in it stands; the two belong together. */
export type LaidDrawing = { readonly drawing: Drawing; readonly laidOut: LaidOut };

export type Point = { readonly x: number; readonly y: number };

export const nodeSize = { width: 176, height: 44 } as const;
export const groupSize = { width: 208, height: 92 } as const;

/** The size of an item. */
export function sizeOf(item: Drawing["items"][number]): { readonly width: number; readonly height: number } {
  return item.type === "node" ? nodeSize : groupSize;
}

/** A text that is the same for drawings that are laid out the same (FNV-1a, 53 bits in two halves). */
export function drawingHash({ items, boxes, edges }: Drawing): string {
  let one = 0x811c9dc5;
  let other = 0x1b873593;
  const add = (text: string) => {
    for (let at = 0; at < text.length; at += 1) {
      one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
      other = Math.imul(other ^ text.charCodeAt(at), 0x85ebca6b);
    }
  };
  for (const item of items) add(`${item.id} ${item.type === "node" ? (item.box ?? "") : ""};`);
  for (const { id } of boxes) add(`${id};`);
  for (const { from, to } of edges) add(`${from} ${to};`);
  return `${items.length}-${edges.length}-${(one >>> 0).toString(36)}${(other >>> 0).toString(36)}`;
}
