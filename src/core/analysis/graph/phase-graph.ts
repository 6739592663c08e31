import type { Ref } from "../../model/ref.ts";
import { append, type IntLists, intLists } from "./int-lists.ts";
import type { GraphNode, Requirement } from "./requirement.ts";

/**
 * Who relies on whom in one phase, as numbers. Nodes and requirements are numbered from 0; a requirement is an edge
 * from its owner to one member or to a group of them (a hyperedge). Every list is in rising order, so that no result
 * depends on the order of the documents.
 */
export type PhaseGraph = {
  readonly nodeCount: number;
  readonly requirementCount: number;
  /** By requirement: whose it is. */
  readonly owner: Int32Array;
  /** By requirement: how many members must be lost to break it. */
  readonly losses: Int32Array;
  /** By requirement: 1 when it degrades its owner only. */
  readonly soft: Uint8Array;
  /** By requirement: the nodes it names. */
  readonly members: IntLists;
  /** By node: its requirements. */
  readonly requirements: IntLists;
  /** By node: the requirements that name it. */
  readonly uses: IntLists;
};

/** The graph of the requirements that `counts` lets through. `nodes` are in the order of their numbers. */
export function phaseGraph(
  nodes: readonly GraphNode[],
  indexOf: ReadonlyMap<Ref, number>,
  counts: (requirement: Requirement) => boolean,
): PhaseGraph {
  const chosen: { readonly node: number; readonly requirement: Requirement }[] = [];
  const requirementsOf = new Int32Array(nodes.length);
  for (let node = 0; node < nodes.length; node += 1) {
    for (const requirement of nodes[node]!.requirements) {
      // Nothing can be lost of an empty group.
      if (!counts(requirement) || requirement.members.length === 0) continue;
      chosen.push({ node, requirement });
      requirementsOf[node]! += 1;
    }
  }
  const requirementCount = chosen.length;
  const owner = new Int32Array(requirementCount);
  const losses = new Int32Array(requirementCount);
  const soft = new Uint8Array(requirementCount);
  const membersOf = new Int32Array(requirementCount);
  const usesOf = new Int32Array(nodes.length);
  for (let at = 0; at < requirementCount; at += 1) {
    const { node, requirement } = chosen[at]!;
    owner[at] = node;
    losses[at] = requirement.losses;
    soft[at] = requirement.isSoft ? 1 : 0;
    membersOf[at] = requirement.members.length;
    for (const member of requirement.members) usesOf[indexOf.get(member)!]! += 1;
  }
  const members = intLists(membersOf);
  const requirements = intLists(requirementsOf);
  const uses = intLists(usesOf);
  for (let at = 0; at < requirementCount; at += 1) {
    append(requirements, owner[at]!, at);
    for (const member of chosen[at]!.requirement.members) {
      append(members, at, indexOf.get(member)!);
      append(uses, indexOf.get(member)!, at);
    }
  }
  return { nodeCount: nodes.length, requirementCount, owner, losses, soft, members, requirements, uses };
}
