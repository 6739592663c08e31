import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js";
import { type LaidOut, type Point, type Rectangle, sizeOf } from "./laid-out.ts";
import type { Drawing } from "./plan-drawing.ts";

const layoutOptions = {
  "elk.algorithm": "layered",
  // What relies on a thing stands above it.
  "elk.direction": "DOWN",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.json.edgeCoords": "ROOT",
  "elk.json.shapeCoords": "ROOT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "52",
  "elk.spacing.nodeNode": "20",
  "elk.spacing.componentComponent": "36",
  "elk.edgeRouting": "POLYLINE",
  "elk.layered.thoroughness": "5",
};

const boxOptions = { "elk.padding": "[top=40,left=16,bottom=16,right=16]" };

/** A drawing as the layouter reads it. */
export function elkGraph({ items, boxes, edges }: Drawing): ElkNode {
  const inBoxes = new Map<string, ElkNode[]>(boxes.map(({ id }) => [id, []]));
  const outside: ElkNode[] = [];
  for (const item of items) {
    const own = item.type === "node" && item.box !== null ? inBoxes.get(item.box) : undefined;
    (own ?? outside).push({ id: item.id, ...sizeOf(item) });
  }
  return {
    id: "root",
    layoutOptions,
    children: [
      ...boxes.map(({ id }) => ({ id, layoutOptions: boxOptions, children: inBoxes.get(id) ?? [] })),
      ...outside,
    ],
    edges: edges.map(({ id, from, to }) => ({ id, sources: [items[from]!.id], targets: [items[to]!.id] })),
  };
}

/** Where the layouter has put everything. */
export function readElk(drawing: Drawing, laid: ElkNode): LaidOut {
  const places = new Map<string, Rectangle>();
  const lines = new Map<string, readonly Point[]>();
  const visit = (node: ElkNode) => {
    const { x = 0, y = 0, width = 0, height = 0 } = node;
    places.set(node.id, { x, y, width, height });
    for (const edge of node.edges ?? []) lines.set(edge.id ?? "", pointsOf(edge));
    for (const child of node.children ?? []) visit(child);
  };
  visit(laid);
  const nowhere = { x: 0, y: 0, width: 0, height: 0 };
  const placeOf = ({ id }: { readonly id: string }) => places.get(id) ?? nowhere;
  return {
    items: drawing.items.map(placeOf),
    boxes: drawing.boxes.map(placeOf),
    edges: drawing.edges.map(({ id }) => lines.get(id) ?? []),
    width: laid.width ?? 0,
    height: laid.height ?? 0,
  };
}

function pointsOf({ sections = [] }: ElkExtendedEdge): readonly Point[] {
  return sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
}
