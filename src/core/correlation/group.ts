import type { EstateGraph } from "../analysis/graph/estate-graph.ts";
import type { Ref } from "../model/ref.ts";
import { clearedOf, eachDependency } from "./suspects.ts";
import type { Failing } from "./testimony.ts";

/** Failures that belong together, and the part of the map that joins them. Nodes are numbers of the graph. */
export type FailureGroup = {
  readonly failing: readonly Failing[];
  /** Ways from what fails to what it relies on, as far as they could carry the cause: from, to, from, to … */
  readonly ways: readonly number[];
  /** Failing things that the map does not know. */
  readonly unmapped: boolean;
};

type Sets = { readonly parent: Int32Array };

function rootOf({ parent }: Sets, at: number): number {
  let root = at;
  while (parent[root] !== root) {
    parent[root] = parent[parent[root]!]!;
    root = parent[root]!;
  }
  return root;
}

function join(sets: Sets, one: number, other: number): void {
  const [a, b] = [rootOf(sets, one), rootOf(sets, other)];
  if (a !== b) sets.parent[Math.max(a, b)] = Math.min(a, b);
}

/**
 * Puts failures together that one cause may explain: one relies on the other, or both on the same thing, by a way on
 * which nothing is known to work, and they began within `windowSeconds` of one another. From each failure the map is
 * walked towards what it relies on, and no further than somebody has been in the same window: linear in the part of the map
 * that is walked.
 */
export function groupFailures(
  graph: EstateGraph,
  given: readonly Failing[],
  healthy: Iterable<Ref>,
  windowSeconds: number,
): readonly FailureGroup[] {
  const failing = given.toSorted((one, other) => one.since - other.since || (one.ref < other.ref ? -1 : 1));
  const window = windowSeconds * 1000;
  const { runtime, indexOf } = graph;
  const cleared = clearedOf(graph, healthy);
  const sets: Sets = { parent: Int32Array.from(failing, (_, at) => at) };
  const failureOf = new Int32Array(runtime.nodeCount).fill(-1);
  failing.forEach(({ ref }, at) => {
    const node = indexOf.get(ref);
    if (node !== undefined && failureOf[node] === -1) failureOf[node] = at;
    else if (node !== undefined) join(sets, failureOf[node]!, at);
  });
  const walkedBy = new Int32Array(runtime.nodeCount).fill(-1);
  const ways: { readonly by: number; readonly from: number; readonly to: number }[] = [];
  const stack: number[] = [];
  const isNear = (one: number, other: number) =>
    Math.abs(failing[one]!.since - failing[other]!.since) <= window;

  const walk = (by: number, from: number) => {
    eachDependency(runtime, from, (member) => {
      const failure = failureOf[member]!;
      if (failure >= 0) {
        if (!isNear(by, failure)) return;
        ways.push({ by, from, to: member });
        join(sets, by, failure);
      } else if (cleared[member] === 0) {
        ways.push({ by, from, to: member });
        const before = walkedBy[member]!;
        if (before >= 0 && isNear(by, before)) return join(sets, by, before);
        walkedBy[member] = by;
        stack.push(member);
      }
    });
  };

  for (let by = 0; by < failing.length; by += 1) {
    const node = indexOf.get(failing[by]!.ref);
    if (node === undefined || failureOf[node] !== by) continue;
    stack.push(node);
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) walk(by, next);
  }
  return collect(graph, failing, sets, ways);
}

function collect(
  { indexOf }: EstateGraph,
  failing: readonly Failing[],
  sets: Sets,
  ways: readonly { readonly by: number; readonly from: number; readonly to: number }[],
): readonly FailureGroup[] {
  const groups = new Map<number, { readonly failing: Failing[]; readonly ways: number[] }>();
  failing.forEach((one, at) => {
    const root = rootOf(sets, at);
    const group = groups.get(root) ?? { failing: [], ways: [] };
    group.failing.push(one);
    groups.set(root, group);
  });
  for (const { by, from, to } of ways) groups.get(rootOf(sets, by))?.ways.push(from, to);
  return [...groups.values()].map((group) => ({
    ...group,
    unmapped: group.failing.some(({ ref }) => !indexOf.has(ref)),
  }));
}
