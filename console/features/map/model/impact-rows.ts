import { recoverableBy, type Recoveries } from "#core/analysis/impact/recoveries.ts";
import { recoveriesOfMap } from "#core/analysis/map/read-map.ts";
import type { Ref } from "#core/model/ref.ts";
import { placesOf } from "./failed-nodes.ts";
import type { MapModel } from "./map-model.ts";
import { nodeStates, type NodeStateName, stateNumber } from "./node-state.ts";
import { becauseOf, type Reasons } from "./reasons.ts";

/** A node that is not as it was, and why. */
export type ImpactRow = {
  readonly node: number;
  readonly state: NodeStateName;
  readonly because: readonly number[];
  readonly recoverableBy: readonly Ref[];
};

const known = new WeakMap<MapModel, Recoveries>();

/** Runbooks and where things stand, as the core reads them; made once for a model. */
export function recoveriesOf(model: MapModel): Recoveries {
  const before = known.get(model);
  if (before !== undefined) return before;
  const recoveries = recoveriesOfMap(model);
  known.set(model, recoveries);
  return recoveries;
}

/** Why a node is as it is, and what brings it back. */
export function impactRow(
  model: MapModel,
  recoveries: Recoveries,
  states: Uint8Array,
  reasons: Reasons,
  node: number,
): ImpactRow {
  const because = becauseOf(reasons, states[node]!, node);
  const end = because.at(-1);
  const places = placesOf(model);
  const isDown = (ref: Ref) => (states[places.get(ref) ?? -1] ?? 0) >= stateNumber("down");
  const isDownByOthers = states[node] === stateNumber("down");
  return {
    node,
    state: nodeStates[states[node]!]!,
    because,
    recoverableBy:
      isDownByOthers && end !== undefined
        ? recoverableBy(recoveries, model.refs[node]!, model.refs[end]!, isDown)
        : [],
  };
}

/**
 * What is hit, what the business sees first: functions, then services, then all else; of these the worst first, then what
 * is closest to the cause, then by reference. `max` rows at most, so that a lost site of a large estate costs no more.
 */
export function hitFirst(
  model: MapModel,
  states: Uint8Array,
  max: number,
): { readonly nodes: readonly number[]; readonly more: number } {
  const [business, services] = [0, 1];
  const lists: number[][] = [[], [], []];
  let count = 0;
  for (let node = 0; node < states.length; node += 1) {
    if (states[node]! < 2 || states[node] === stateNumber("failed")) continue;
    count += 1;
    const kind = model.kind[node]!;
    lists[kind === business ? 0 : kind === services ? 1 : 2]!.push(node);
  }
  const worstFirst = (one: number, other: number) => states[other]! - states[one]! || one - other;
  const nodes = lists.flatMap((list) => list.sort(worstFirst)).slice(0, max);
  return { nodes, more: count - nodes.length };
}
