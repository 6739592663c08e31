import { kindOf, type MapModel, nodeKinds } from "../model/map-model.ts";
import { groupSize, type LaidOut, nodeSize, type Point, type Rectangle } from "./laid-out.ts";
import type { Drawing } from "./plan-drawing.ts";

const gap = 24;
const padding = 16;
const head = 34;
const perRow = 8;

/**
 * A layout in rows, in time that grows with the drawing alone: open groups one after the other with their nodes in
 * layers by kind, then closed groups in a grid. For drawings that are too large to be untangled.
 */
export function gridLayout(model: MapModel, drawing: Drawing): LaidOut {
  const { items, boxes, edges } = drawing;
  const places: Rectangle[] = Array.from({ length: items.length }, () => ({ x: 0, y: 0, ...nodeSize }));
  const frames: Rectangle[] = [];
  const columns = Math.max(3, Math.ceil(Math.sqrt(items.length * 1.4)));
  const rowWidth = columns * (groupSize.width + gap);
  const members = new Map<string | null, number[]>();
  items.forEach((item, at) => {
    if (item.type !== "node") return;
    const known = members.get(item.box);
    if (known) known.push(at);
    else members.set(item.box, [at]);
  });
  const cursor = shelf(rowWidth);
  for (const box of boxes.length > 0 ? boxes.map(({ id }) => id) : [null]) {
    const block = layers(model, drawing, members.get(box) ?? []);
    if (block.places.length === 0 && box === null) continue;
    const frame = cursor({ width: block.width + 2 * padding, height: block.height + head + padding });
    if (box !== null) frames.push(frame);
    for (const { at, x, y } of block.places) {
      places[at] = { x: frame.x + padding + x, y: frame.y + head + y, ...nodeSize };
    }
  }
  items.forEach((item, at) => {
    if (item.type === "group") places[at] = cursor(groupSize);
  });
  const whole = extent([...places, ...frames]);
  return {
    items: places,
    boxes: frames,
    edges: edges.map(({ from, to }) => straight(places[from]!, places[to]!)),
    ...whole,
  };
}

type Placed = { readonly at: number; readonly x: number; readonly y: number };

/** Nodes in rows, a layer for each kind, from what the business sees down to what it stands on. */
function layers(model: MapModel, { items }: Drawing, own: readonly number[]) {
  const places: Placed[] = [];
  let [y, width] = [0, 0];
  for (const kind of nodeKinds) {
    const layer = own.filter((at) => {
      const item = items[at]!;
      return item.type === "node" && kindOf(model, item.node) === kind;
    });
    layer.forEach((at, place) => {
      const x = (place % perRow) * (nodeSize.width + gap);
      places.push({ at, x, y: y + Math.floor(place / perRow) * (nodeSize.height + gap) });
      width = Math.max(width, x + nodeSize.width);
    });
    y += Math.ceil(layer.length / perRow) * (nodeSize.height + gap);
  }
  return { places, width: Math.max(width, nodeSize.width), height: Math.max(y - gap, 0) };
}

/** Puts rectangles side by side, and below when a row is full. */
function shelf(rowWidth: number): (size: { readonly width: number; readonly height: number }) => Rectangle {
  let [x, y, rowHeight] = [0, 0, 0];
  return ({ width, height }) => {
    if (x > 0 && x + width > rowWidth) {
      y += rowHeight + gap * 2;
      [x, rowHeight] = [0, 0];
    }
    const place = { x, y, width, height };
    x += width + gap * 2;
    rowHeight = Math.max(rowHeight, height);
    return place;
  };
}

/** From the lower edge of one to the upper edge of the other, or the other way round when it stands above. */
function straight(from: Rectangle, to: Rectangle): readonly Point[] {
  const middle = ({ x, width }: Rectangle) => x + width / 2;
  const isBelow = to.y >= from.y + from.height;
  const isAbove = to.y + to.height <= from.y;
  const out = isBelow ? from.y + from.height : isAbove ? from.y : from.y + from.height / 2;
  const into = isBelow ? to.y : isAbove ? to.y + to.height : to.y + to.height / 2;
  return [
    { x: middle(from), y: out },
    { x: middle(to), y: into },
  ];
}

function extent(all: readonly Rectangle[]): { readonly width: number; readonly height: number } {
  let [right, bottom] = [0, 0];
  for (const { x, y, width, height } of all) {
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { width: right, height: bottom };
}
