import type { Ref } from "../../model/ref.ts";
import type { EstateGraph } from "../graph/estate-graph.ts";
import { knotsAmong } from "./knots.ts";
import { reliedUpon, waitGraph } from "./wait-graph.ts";

/** Whether things could be started from nothing. */
export type BlackStart = {
  /** What needs nothing else and so has to be there first. */
  readonly first: readonly Ref[];
  /** Circles that nobody can enter from outside: each needs another of them before it starts. */
  readonly knots: readonly (readonly Ref[])[];
  /** What cannot start because it stands behind such a circle. */
  readonly behind: readonly Ref[];
  /** What is needed and described nowhere: whether it can be started is not known. */
  readonly unknown: readonly Ref[];
};

/**
 * Starts everything that can be started, from nothing, until nothing more can: hard dependencies first, of a group as
 * many as it needs, soft ones not at all. What is left cannot be started without help from outside. Linear.
 */
export function blackStart(graph: EstateGraph, nodes: Iterable<number>): BlackStart {
  const { startup } = graph;
  const scope = reliedUpon(startup, nodes);
  /** By requirement: how many more members have to start. */
  const lacking = new Map<number, number>();
  /** By node: how many requirements lack members. */
  const unmet = new Map<number, number>();
  for (const node of scope) {
    const { start, count, values } = startup.requirements;
    let own = 0;
    for (const requirement of values.subarray(start[node], start[node]! + count[node]!)) {
      if (startup.soft[requirement] === 1) continue;
      lacking.set(requirement, startup.members.count[requirement]! - startup.losses[requirement]! + 1);
      own += 1;
    }
    unmet.set(node, own);
  }
  const sorted = [...scope].sort((one, other) => one - other);
  const first = sorted.filter((node) => unmet.get(node) === 0);
  const started = new Set(first);
  for (const node of started) {
    const { start, count, values } = startup.uses;
    for (const requirement of values.subarray(start[node], start[node]! + count[node]!)) {
      const left = lacking.get(requirement);
      if (left === undefined) continue;
      lacking.set(requirement, left - 1);
      const owner = startup.owner[requirement]!;
      if (left !== 1) continue;
      unmet.set(owner, unmet.get(owner)! - 1);
      if (unmet.get(owner) === 0) started.add(owner);
    }
  }
  const stuck = sorted.filter((node) => !started.has(node));
  return {
    ...stuckParts(graph, stuck),
    first: first.map((node) => graph.refs[node]!),
    unknown: unread(graph, scope),
  };
}

function stuckParts(graph: EstateGraph, stuck: readonly number[]): Pick<BlackStart, "knots" | "behind"> {
  const waits = waitGraph(graph.startup, stuck);
  waits.kind.forEach((kind, wait) => {
    if (kind === "soft") waits.alive[wait] = 0;
  });
  const knots = knotsAmong(waits, [...waits.nodes.keys()]);
  const refOf = (place: number): Ref => graph.refs[waits.nodes[place]!]!;
  const inKnot = new Set(knots.flat());
  const behind = [...waits.nodes.keys()].filter((place) => !inKnot.has(place));
  return { knots: knots.map((places) => places.map(refOf)), behind: behind.map(refOf) };
}

function unread(graph: EstateGraph, scope: ReadonlySet<number>): readonly Ref[] {
  return [...graph.missing, ...graph.invalid].filter((ref) => scope.has(graph.indexOf.get(ref)!)).sort();
}
