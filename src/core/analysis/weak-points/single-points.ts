import type { Ref } from "../../model/ref.ts";
import type { EstateGraph } from "../graph/estate-graph.ts";
import type { Report } from "../progress.ts";
import { blastCounts, blastLists } from "./blast-radius.ts";
import { lanes, newSpread, spread } from "./spread.ts";
import { type SpreadPlan, spreadPlan } from "./spread-plan.ts";

/** A node whose failure alone takes others down, and which. */
export type SinglePoint = { readonly ref: Ref; readonly takesDown: readonly Ref[] };

/** How many nodes, services and functions a failure takes down beside itself. */
export type BlastRadius = {
  readonly ref: Ref;
  readonly nodes: number;
  readonly services: number;
  readonly functions: number;
};

/**
 * The blast radius of every node that takes anything down: most functions first, then most services, then most nodes,
 * then by reference.
 */
export function blastRadii(graph: EstateGraph, report: Report = () => {}): readonly BlastRadius[] {
  const plan = spreadPlan(graph.runtime);
  const counts = blastCounts(graph, plan, report);
  const ranks = [...counts.nodes.keys()].filter((rank) => counts.nodes[rank]! > 0);
  return ranks
    .map((rank) => ({
      node: plan.nodes[rank]!,
      ref: graph.refs[plan.nodes[rank]!]!,
      nodes: counts.nodes[rank]!,
      services: counts.services[rank]!,
      functions: counts.functions[rank]!,
    }))
    .sort(
      (one, other) =>
        other.functions - one.functions ||
        other.services - one.services ||
        other.nodes - one.nodes ||
        one.node - other.node,
    )
    .map(({ ref, nodes, services, functions }) => ({ ref, nodes, services, functions }));
}

/** Single points of the estate with all that each takes down; those of `radii`, in that order. */
export function singlePoints(
  graph: EstateGraph,
  radii: readonly BlastRadius[] = blastRadii(graph),
): readonly SinglePoint[] {
  return withLists(
    graph,
    radii.map(({ ref }) => graph.indexOf.get(ref)!),
  );
}

/** The single points of one node, with all that each takes down; most first. */
export function singlePointsOf(graph: EstateGraph, node: number): readonly SinglePoint[] {
  const points = withLists(graph, singlePointNodes(graph, node));
  return points.toSorted((one, other) => other.takesDown.length - one.takesDown.length);
}

/**
 * The nodes whose failure alone takes `node` down, in rising order. What is reached over hard requirements alone is one
 * for certain; only what is reached through groups has to fail on trial, 32 at once.
 */
export function singlePointNodes(graph: EstateGraph, node: number): readonly number[] {
  const { certain, all } = ancestorsOf(graph, node);
  const plan = spreadPlan(graph.runtime, all);
  const open = [...plan.nodes].filter((other) => !certain.has(other));
  const found = [...certain].filter((other) => other !== node);
  const sources = Int32Array.from(open, (other) => plan.rankOf[other]!);
  const state = newSpread(plan);
  const target = plan.rankOf[node]!;
  for (let from = 0; from < sources.length; from += lanes) {
    const until = Math.min(sources.length, from + lanes);
    spread(state, sources, from, until);
    for (let at = from; at < until; at += 1) {
      if ((state.downBy[target]! >>> (at - from)) & 1) found.push(open[at]!);
    }
  }
  return found.sort((one, other) => one - other);
}

/** Everything that could take part in taking a node down, itself included, and what does so over hard requirements alone. */
export function ancestorsOf(
  { runtime }: EstateGraph,
  node: number,
): { readonly certain: ReadonlySet<number>; readonly all: ReadonlySet<number> } {
  const reached = (lossesMax: number): ReadonlySet<number> => {
    const found = new Set([node]);
    const { requirements, members } = runtime;
    for (const at of found) {
      const own = requirements.values.subarray(
        requirements.start[at],
        requirements.start[at]! + requirements.count[at]!,
      );
      for (const requirement of own) {
        if (runtime.soft[requirement] === 1 || runtime.losses[requirement]! > lossesMax) continue;
        const first = members.start[requirement]!;
        for (const member of members.values.subarray(first, first + members.count[requirement]!))
          found.add(member);
      }
    }
    return found;
  };
  return { certain: reached(1), all: reached(Number.POSITIVE_INFINITY) };
}

function withLists(graph: EstateGraph, nodes: readonly number[]): readonly SinglePoint[] {
  const plan: SpreadPlan = spreadPlan(graph.runtime);
  // In the order of ranks, so that failures followed together take down much the same.
  const ranks = Int32Array.from(nodes, (node) => plan.rankOf[node]!).sort();
  const lists = new Map<number, readonly Ref[]>();
  blastLists(plan, ranks, (node, takesDown) => {
    lists.set(
      node,
      Array.from(takesDown, (other) => graph.refs[other]!),
    );
  });
  return nodes.map((node) => ({ ref: graph.refs[node]!, takesDown: lists.get(node) ?? [] }));
}
