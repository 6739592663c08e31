import type { Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { type PhaseGraph, phaseGraph } from "./phase-graph.ts";
import { canFail, type GraphNode, nodeOf } from "./requirement.ts";

/** Who relies on whom: nodes are numbered in the order of their references. */
export type EstateGraph = {
  readonly refs: readonly Ref[];
  readonly indexOf: ReadonlyMap<Ref, number>;
  /** Nodes that something relies on and no document describes: they can fail; what they rely on is not known. */
  readonly missing: readonly Ref[];
  /** Nodes whose document is not valid: they can fail; what they rely on could not be read. */
  readonly invalid: readonly Ref[];
  readonly runtime: PhaseGraph;
  readonly startup: PhaseGraph;
};

/** The graph of an estate. Takes time and memory in proportion to its dependencies, and n log n to sort. */
export function estateGraph(estate: Estate): EstateGraph {
  const nodes: GraphNode[] = [];
  for (const document of estate.documents.values()) {
    const node = nodeOf(document);
    if (node !== null) nodes.push(node);
  }
  return graphOf(nodes, estate.invalid);
}

/** The graph of nodes that are distinct. Targets that no node describes become nodes, reported as `missing`. */
export function graphOf(given: readonly GraphNode[], unread: ReadonlySet<Ref> = new Set()): EstateGraph {
  const known = new Set<Ref>();
  for (const { ref } of given) known.add(ref);
  const targets = new Set<Ref>();
  for (const { requirements } of given) {
    for (const { members } of requirements) {
      for (const member of members) if (!known.has(member)) targets.add(member);
    }
  }
  for (const ref of unread) if (!known.has(ref) && canFail(ref)) targets.add(ref);
  const nodes = [...given];
  for (const ref of targets) nodes.push({ ref, requirements: [] });
  // By code units: the same order everywhere, whatever the language of the machine.
  nodes.sort((one, other) => (one.ref < other.ref ? -1 : 1));
  const refs = nodes.map(({ ref }) => ref);
  const indexOf = new Map<Ref, number>();
  for (let node = 0; node < refs.length; node += 1) indexOf.set(refs[node]!, node);
  return {
    refs,
    indexOf,
    missing: [...targets].filter((ref) => !unread.has(ref)).sort(),
    invalid: [...targets].filter((ref) => unread.has(ref)).sort(),
    runtime: phaseGraph(nodes, indexOf, ({ phase }) => phase !== "startup"),
    startup: phaseGraph(nodes, indexOf, ({ phase }) => phase !== "runtime"),
  };
}
