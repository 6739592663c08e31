import { kindOf, type MapModel, nodeKinds } from "./map-model.ts";

/** What the boxes of a map can mean. */
export const groupings = ["site", "team", "tier", "none"] as const;
export type Grouping = (typeof groupings)[number];

/** Nodes that are drawn in one box. */
export type MapGroup = {
  /** Stable, for addresses: a reference, `tier-2` or `other`. */
  readonly key: string;
  readonly title: string;
  readonly members: readonly number[];
};

export type Groups = {
  readonly groups: readonly MapGroup[];
  /** By node: the place of its group. */
  readonly groupOf: Int32Array;
};

const others: { readonly [by in Grouping]: string } = {
  site: "In no site",
  team: "Without an owner",
  tier: "In no tier",
  none: "The estate",
};

/** The groups of some nodes, largest names first in their own order: sites and teams by reference, tiers by number. */
export function groupsOf(model: MapModel, by: Grouping, nodes: readonly number[]): Groups {
  const groupOf = new Int32Array(model.refs.length).fill(-1);
  const keys = by === "none" ? null : keysOf(model, by);
  const members = new Map<number, number[]>();
  for (const node of nodes) {
    const key = keys?.[node] ?? -1;
    const known = members.get(key);
    if (known) known.push(node);
    else members.set(key, [node]);
  }
  // What is in no group comes last.
  const order = [...members.keys()].sort((one, other) => order3(one) - order3(other));
  const groups = order.map((key, place): MapGroup => {
    const own = members.get(key)!;
    for (const node of own) groupOf[node] = place;
    return { ...nameOf(model, by, key), members: own };
  });
  return { groups, groupOf };
}

const order3 = (key: number) => (key < 0 ? Number.MAX_SAFE_INTEGER : key);

function nameOf(
  model: MapModel,
  by: Grouping,
  key: number,
): { readonly key: string; readonly title: string } {
  if (key < 0) return { key: "other", title: others[by] };
  if (by === "tier") return { key: `tier-${key}`, title: `Tier ${key}` };
  return { key: model.refs[key]!, title: model.titles[key]! };
}

function keysOf(model: MapModel, by: "site" | "team" | "tier"): Int32Array {
  if (by === "tier") return inheritedTiers(model);
  if (by === "team") return model.team;
  return placesOf(model);
}

/**
 * By node the site it belongs to. What says none itself (a function, a vendor) stays in none: where its services stand
 * is not where it stands.
 */
function placesOf({ site }: MapModel): Int32Array {
  return site;
}

/**
 * By node the tier it has, or the most urgent tier of what relies on it: a database has the tier of the service that
 * needs it most. −1 where nothing with a tier relies on it.
 */
export function inheritedTiers(model: MapModel): Int32Array {
  const { tier, links, needs, refs } = model;
  const found = new Int32Array(refs.length).fill(-1);
  for (let level = 1; level <= 5; level += 1) {
    const queue: number[] = [];
    tier.forEach((own, node) => {
      if (own !== level) return;
      // A service keeps the tier that its document says, even when something more urgent needs it.
      found[node] = level;
      queue.push(node);
    });
    for (let at = 0; at < queue.length; at += 1) {
      const node = queue[at]!;
      for (let place = needs.start[node]!; place < needs.start[node + 1]!; place += 1) {
        const member = links.to[needs.links[place]!]!;
        if (found[member] !== -1 || tier[member] !== 0 || !inherits(model, member)) continue;
        found[member] = level;
        queue.push(member);
      }
    }
  }
  return found;
}

/** Sites carry everything, so that their tier would say nothing; functions are above tiers. */
function inherits(model: MapModel, node: number): boolean {
  const kind = kindOf(model, node);
  return kind !== "site" && nodeKinds.indexOf(kind) >= nodeKinds.indexOf("service");
}
