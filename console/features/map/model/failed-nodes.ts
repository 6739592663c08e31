import type { Choices } from "./choice-history.ts";
import type { MapModel } from "./map-model.ts";

export type FailedNodes = {
  /** In rising order, each once. */
  readonly nodes: readonly number[];
  /** Chosen, and neither a node nor a scenario of this estate. */
  readonly unknown: readonly string[];
};

/** What fails by a choice: the nodes that are named, and all that fails in the scenarios that are. */
export function failedNodes(model: MapModel, choices: Choices): FailedNodes {
  const places = placesOf(model);
  const nodes = new Set<number>();
  const unknown: string[] = [];
  for (const ref of choices) {
    const scenario = model.scenarios.find((one) => one.ref === ref);
    const node = places.get(ref);
    if (scenario !== undefined) for (const one of scenario.fails) nodes.add(one);
    else if (node === undefined) unknown.push(ref);
    else nodes.add(node);
  }
  return { nodes: [...nodes].sort((one, other) => one - other), unknown };
}

const known = new WeakMap<MapModel, ReadonlyMap<string, number>>();

/** The place of each reference; made once for a model. */
export function placesOf(model: MapModel): ReadonlyMap<string, number> {
  const before = known.get(model);
  if (before !== undefined) return before;
  const places = new Map(model.refs.map((ref, node): [string, number] => [ref, node]));
  known.set(model, places);
  return places;
}

/** The command that gives the same answer offline. */
export function impactCommand({ refs }: Pick<MapModel, "refs">, nodes: readonly number[]): string {
  return `holdfast impact DIR --fail ${nodes.map((node) => refs[node]!).join(" ")}`;
}

/**
 * Components that a failed vendor supplies and that do not say they need it: nothing falls with the vendor until
 * somebody says so, and whoever fails it should know.
 */
export function suppliedOnly(model: MapModel, failed: readonly number[]): readonly number[] {
  const vendors = new Set(failed.filter((node) => model.refs[node]!.startsWith("vendor:")));
  if (vendors.size === 0) return [];
  const declared = new Set<number>();
  for (let link = 0; link < model.links.from.length; link += 1) {
    if (vendors.has(model.links.to[link]!)) declared.add(model.links.from[link]!);
  }
  const chosen = new Set(failed);
  return [...model.vendor.keys()].filter(
    (node) => vendors.has(model.vendor[node]!) && !declared.has(node) && !chosen.has(node),
  );
}
