import { type Grouping, groupings } from "./model/grouping.ts";
import { type Direction, directions } from "./model/neighbourhood.ts";

/** What the address of the map holds: whoever opens it sees what its sender saw. Lists are separated by commas. */
export type MapSearch = {
  /** What is chosen to fail: references of nodes and of scenarios. */
  readonly fail?: string;
  readonly group?: Grouping;
  /** Groups that are opened although not all can be drawn; `all` draws every node as a dot. */
  readonly open?: string;
  /** The node that is looked at. */
  readonly at?: string;
  /** Only what is within so many links of `at`. */
  readonly depth?: number;
  readonly toward?: Direction;
  readonly kind?: string;
  readonly team?: string;
  readonly site?: string;
  readonly tier?: string;
  readonly state?: string;
  /** Which links: `observed-only` or `never-seen`. */
  readonly links?: LinkFilter;
  readonly q?: string;
  readonly show?: "map" | "table";
};

export const linkFilters = ["all", "declared", "observed-only", "never-seen"] as const;
export type LinkFilter = (typeof linkFilters)[number];

export const depthMax = 9;

const texts = ["fail", "open", "at", "kind", "team", "site", "tier", "state", "q"] as const;

/** Reads an address; what it can not mean is dropped. */
export function parseMapSearch(search: { readonly [key: string]: unknown }): MapSearch {
  const found: { -readonly [name in keyof MapSearch]: MapSearch[name] } = {};
  for (const name of texts) {
    const text = search[name];
    // The router reads `tier=1` as a number.
    if ((typeof text === "string" && text !== "") || typeof text === "number") found[name] = String(text);
  }
  const group = among(groupings, search["group"]);
  if (group !== undefined) found.group = group;
  const toward = among(directions, search["toward"]);
  if (toward !== undefined) found.toward = toward;
  const links = among(linkFilters, search["links"]);
  if (links !== undefined && links !== "all") found.links = links;
  const depth = Number(search["depth"]);
  if (Number.isInteger(depth) && depth >= 1 && depth <= depthMax) found.depth = depth;
  const show = among(["map", "table"] as const, search["show"]);
  if (show !== undefined) found.show = show;
  return found;
}

function among<Value extends string>(values: readonly Value[], given: unknown): Value | undefined {
  return values.find((value) => value === given);
}

/** A list of an address. */
export function listOf(text: string | undefined): readonly string[] {
  return (text ?? "").split(",").filter((part) => part !== "");
}
