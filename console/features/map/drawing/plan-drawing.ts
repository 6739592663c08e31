import type { Groups } from "../model/grouping.ts";
import { linkBits, type MapModel } from "../model/map-model.ts";

/** So many boxes can be read, laid out and walked through; more of them are put together. */
export const itemsMax = 600;
/** More lines than these are a grey area: the heaviest are drawn, and how many are not is told. */
const edgesMax = 1500;
/** Between closed groups nearly all lines exist, and say nothing: so many of each group are drawn. */
const edgesPerGroup = 3;

/** What stands on the map: a node, or a whole group that is closed. */
export type DrawnItem =
  | { readonly type: "node"; readonly id: string; readonly node: number; readonly box: string | null }
  | { readonly type: "group"; readonly id: string; readonly group: number };

/** The frame around the nodes of a group that is open. */
export type DrawnBox = { readonly id: string; readonly group: number };

export type DrawnEdge = {
  readonly id: string;
  /** Places in `items`: `from` relies on `to`. */
  readonly from: number;
  readonly to: number;
  readonly bits: number;
  /** How many links it stands for. */
  readonly weight: number;
};

export type Drawing = {
  /** What `group` of an item and a box means. It belongs to the drawing: another filter makes other groups. */
  readonly groups: Groups["groups"];
  readonly items: readonly DrawnItem[];
  readonly boxes: readonly DrawnBox[];
  readonly edges: readonly DrawnEdge[];
  /** By node the item that shows it, −1 where none does. */
  readonly itemOf: Int32Array;
  /** What there was no room for. */
  readonly left: { readonly groups: number; readonly edges: number };
};

/**
 * Chooses what is drawn: every node while there is room for all, else groups as one box each, and the nodes of those that
 * are opened as far as they fit. Takes time in proportion to nodes and links.
 */
export function planDrawing(
  model: MapModel,
  { groups, groupOf }: Groups,
  open: ReadonlySet<string>,
  isLinkShown: (bits: number) => boolean,
): Drawing {
  const nodeCount = groups.reduce((sum, { members }) => sum + members.length, 0);
  const isOpen = openGroups(groups, open, nodeCount);
  const items: DrawnItem[] = [];
  const boxes: DrawnBox[] = [];
  const itemOf = new Int32Array(groupOf.length).fill(-1);
  const hasBoxes = groups.length > 1 || groups[0]?.key !== "other";
  groups.forEach(({ members }, group) => {
    if (!isOpen[group]) return;
    const box = hasBoxes ? `b${group}` : null;
    if (box !== null) boxes.push({ id: box, group });
    for (const node of members) {
      itemOf[node] = items.length;
      items.push({ type: "node", id: `n${node}`, node, box });
    }
  });
  const room = Math.max(0, itemsMax - items.length);
  const closed = groups.map((_, group) => group).filter((group) => !isOpen[group]);
  // The largest ones stay, in their own order.
  const bySize = closed.toSorted((one, other) => groups[other]!.members.length - groups[one]!.members.length);
  const shown = new Set(bySize.slice(0, room));
  for (const group of closed) {
    if (!shown.has(group)) continue;
    for (const node of groups[group]!.members) itemOf[node] = items.length;
    items.push({ type: "group", id: `g${group}`, group });
  }
  const { edges, left } = edgesBetween(model, groups, groupOf, { items, itemOf }, isLinkShown);
  return { groups, items, boxes, edges, itemOf, left: { groups: closed.length - shown.size, edges: left } };
}

function openGroups(
  groups: Groups["groups"],
  open: ReadonlySet<string>,
  nodeCount: number,
): readonly boolean[] {
  if (nodeCount <= itemsMax) return groups.map(() => true);
  let room = itemsMax;
  return groups.map(({ key, members }) => {
    if (!open.has(key) || members.length > room) return false;
    room -= members.length;
    return true;
  });
}

function edgesBetween(
  { links, refs }: MapModel,
  groups: Groups["groups"],
  groupOf: Int32Array,
  { items, itemOf }: Pick<Drawing, "items" | "itemOf">,
  isLinkShown: (bits: number) => boolean,
): { readonly edges: readonly DrawnEdge[]; readonly left: number } {
  const found = new Map<number, { from: number; to: number; bits: number; weight: number }>();
  for (let link = 0; link < links.from.length; link += 1) {
    const [one, other] = [links.from[link]!, links.to[link]!];
    const [from, to] = [itemOf[one]!, itemOf[other]!];
    if (from < 0 || to < 0 || from === to) continue;
    const bits = links.bits[link]!;
    if (!isLinkShown(bits)) continue;
    // What stands in the box of its site is seen to need it.
    if ((bits & linkBits.implied) !== 0 && groups[groupOf[one]!]?.key === refs[other]) continue;
    const key = from * items.length + to;
    const known = found.get(key);
    if (known === undefined) found.set(key, { from, to, bits, weight: 1 });
    else {
      // Together they are only what all of them are.
      known.bits &= bits;
      known.weight += 1;
    }
  }
  const all = [...found.values()];
  const isGrouped = items.some(({ type }) => type === "group");
  const max = isGrouped ? Math.min(edgesMax, items.length * edgesPerGroup) : edgesMax;
  const kept = all.length > max ? all.toSorted((one, other) => other.weight - one.weight).slice(0, max) : all;
  return {
    edges: kept.map((edge) => ({ ...edge, id: `${items[edge.from]!.id}-${items[edge.to]!.id}` })),
    left: all.length - kept.length,
  };
}
