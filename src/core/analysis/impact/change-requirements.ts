import type { Ref } from "../../model/ref.ts";
import type { EstateGraph } from "../graph/estate-graph.ts";
import { append, copyLists, listOf, remove } from "../graph/int-lists.ts";
import type { PhaseGraph } from "../graph/phase-graph.ts";
import type { Requirement } from "../graph/requirement.ts";
import { type LiveImpact, liveImpact, settleBoth } from "./live-impact.ts";
import { type LostLevels, never, reconsider } from "./lost-levels.ts";

/** An impact whose requirements may be changed: a "what if" that leaves the estate's own graph as it is. */
export type WhatIf = { readonly impact: LiveImpact; readonly free: number[] };

/** How many requirements can be added before old ones are taken away. */
const spareRequirements = 4096;

/** A "what if" on an estate: copies the graph once, which takes time in proportion to it. */
export function whatIf(graph: EstateGraph): WhatIf {
  const { runtime } = graph;
  const first = runtime.requirementCount;
  const copy: PhaseGraph = {
    nodeCount: runtime.nodeCount,
    requirementCount: first + spareRequirements,
    owner: lengthened(runtime.owner),
    losses: lengthened(runtime.losses),
    soft: lengthenedBytes(runtime.soft),
    members: copyLists(runtime.members, spareRequirements),
    requirements: copyLists(runtime.requirements),
    uses: copyLists(runtime.uses),
  };
  const free = Array.from({ length: spareRequirements }, (_, at) => first + spareRequirements - 1 - at);
  return { impact: liveImpact({ ...graph, runtime: copy }), free };
}

/**
 * Replaces what a node relies on at run time and draws the consequences; tells which nodes may be in another state.
 * Members must be nodes of the estate. Null, and nothing changed, when more was added than there is room for.
 */
export function changeRequirements(
  { impact, free }: WhatIf,
  ref: Ref,
  requirements: readonly Requirement[],
): readonly number[] | null {
  const { indexOf, runtime } = impact.graph;
  const node = indexOf.get(ref)!;
  const old = listOf(runtime.requirements, node);
  const asked = requirements.filter(({ phase, members }) => phase !== "startup" && members.length > 0);
  if (asked.length > old.length + free.length) return null;
  for (const requirement of old) {
    detach(runtime, node, requirement);
    free.push(requirement);
  }
  for (const { members, losses, isSoft } of asked) {
    const requirement = free.pop()!;
    runtime.owner[requirement] = node;
    runtime.losses[requirement] = losses;
    runtime.soft[requirement] = isSoft ? 1 : 0;
    append(runtime.requirements, node, requirement);
    for (const member of members) {
      append(runtime.members, requirement, indexOf.get(member)!);
      append(runtime.uses, indexOf.get(member)!, requirement);
    }
    countLost(impact.down, requirement);
    countLost(impact.notUp, requirement);
  }
  reconsider(impact.down, node);
  reconsider(impact.notUp, node);
  return settleBoth(impact);
}

function detach(graph: PhaseGraph, node: number, requirement: number): void {
  for (const member of listOf(graph.members, requirement)) remove(graph.uses, member, requirement);
  graph.members.count[requirement] = 0;
  remove(graph.requirements, node, requirement);
}

function countLost({ graph, level, lost }: LostLevels, requirement: number): void {
  lost[requirement] = listOf(graph.members, requirement).filter((member) => level[member] !== never).length;
}

function lengthened(array: Int32Array): Int32Array {
  const longer = new Int32Array(array.length + spareRequirements);
  longer.set(array);
  return longer;
}

function lengthenedBytes(array: Uint8Array): Uint8Array {
  const longer = new Uint8Array(array.length + spareRequirements);
  longer.set(array);
  return longer;
}
