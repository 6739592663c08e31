import type { EstateGraph } from "../analysis/graph/estate-graph.ts";
import type { PhaseGraph } from "../analysis/graph/phase-graph.ts";
import type { Ref } from "../model/ref.ts";

/** Calls `visit` with each thing that a node relies on, soft dependencies left out: they take nothing down. */
export function eachDependency(
  { requirements, members, soft, losses }: PhaseGraph,
  node: number,
  visit: (member: number, isNeeded: boolean) => void,
): void {
  const from = requirements.start[node]!;
  for (let at = from; at < from + requirements.count[node]!; at += 1) {
    const requirement = requirements.values[at]!;
    if (soft[requirement] === 1) continue;
    const first = members.start[requirement]!;
    const isNeeded = losses[requirement] === 1;
    for (let member = first; member < first + members.count[requirement]!; member += 1) {
      visit(members.values[member]!, isNeeded);
    }
  }
}

/**
 * Which things cannot be the cause, as what cannot work without them works: 1 by node. Only what is needed outright
 * counts; of a group that tolerates losses nobody knows which member carries it. Linear in the size of the map.
 */
export function clearedOf({ runtime, indexOf }: EstateGraph, healthy: Iterable<Ref>): Uint8Array {
  const cleared = new Uint8Array(runtime.nodeCount);
  const stack: number[] = [];
  const clear = (node: number) => {
    if (cleared[node] === 1) return;
    cleared[node] = 1;
    stack.push(node);
  };
  for (const ref of healthy) {
    const node = indexOf.get(ref);
    if (node !== undefined) clear(node);
  }
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    eachDependency(runtime, node, (member, isNeeded) => isNeeded && clear(member));
  }
  return cleared;
}
