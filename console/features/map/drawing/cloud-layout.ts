import type { Groups } from "../model/grouping.ts";
import type { MapModel } from "../model/map-model.ts";
import { nodeKinds } from "../model/map-model.ts";

/** Every node as a dot: where it stands, and where its group does. Units are dots; y grows downwards. */
export type Cloud = {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly blocks: readonly {
    readonly group: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
};

/**
 * Groups as blocks of dots in rows, in each the kinds one below the other. The same estate looks the same each time, and
 * a hundred thousand nodes take time in proportion: no forces, no search.
 */
export function cloudLayout(model: MapModel, { groups }: Groups): Cloud {
  const x = new Float32Array(model.refs.length);
  const y = new Float32Array(model.refs.length);
  const sides = groups.map(({ members }) => Math.max(2, Math.ceil(Math.sqrt(members.length * 1.5))));
  const area = groups.reduce((sum, { members }, group) => {
    return sum + (sides[group]! + 2) * (members.length / sides[group]! + nodeKinds.length + 2);
  }, 0);
  const rowWidth = Math.max(...sides, 1, Math.ceil(Math.sqrt(area * 1.6)));
  const blocks: Cloud["blocks"][number][] = [];
  let [left, top, rowHeight] = [0, 0, 0];
  groups.forEach(({ members }, group) => {
    const width = sides[group]!;
    if (left > 0 && left + width > rowWidth) {
      top += rowHeight + 3;
      [left, rowHeight] = [0, 0];
    }
    const height = fill(model, members, { x, y, left, top, width });
    blocks.push({ group, x: left, y: top, width, height });
    left += width + 2;
    rowHeight = Math.max(rowHeight, height);
  });
  return { x, y, blocks };
}

type Target = {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly left: number;
  readonly top: number;
  readonly width: number;
};

/** Places the nodes of one group, each kind from a new row on; how many rows it took. */
function fill(model: MapModel, members: readonly number[], { x, y, left, top, width }: Target): number {
  const byKind: number[][] = nodeKinds.map(() => []);
  for (const node of members) byKind[model.kind[node]!]!.push(node);
  let row = 0;
  for (const layer of byKind) {
    layer.forEach((node, place) => {
      x[node] = left + (place % width);
      y[node] = top + row + Math.floor(place / width);
    });
    row += Math.ceil(layer.length / width);
  }
  return row;
}
