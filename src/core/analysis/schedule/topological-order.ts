type Graph = {
  readonly size: number;
  readonly predecessorStart: Int32Array;
  readonly successorStart: Int32Array;
  readonly successors: Int32Array;
};

/**
 * Every activity after its predecessors, the lowest number first where there is a choice of generation; what cannot be
 * ordered because it is on a cycle is in `cycle` instead. Kahn's algorithm, linear in steps and relations.
 */
export function topologicalOrder(graph: Graph): {
  readonly order: Int32Array;
  readonly cycle: readonly number[];
} {
  const { size, predecessorStart, successorStart, successors } = graph;
  const waiting = new Int32Array(size);
  const order = new Int32Array(size);
  let length = 0;
  for (let index = 0; index < size; index += 1) {
    waiting[index] = predecessorStart[index + 1]! - predecessorStart[index]!;
    if (waiting[index] === 0) order[length++] = index;
  }
  for (let at = 0; at < length; at += 1) {
    const done = order[at]!;
    for (let edge = successorStart[done]!; edge < successorStart[done + 1]!; edge += 1) {
      const next = successors[edge]!;
      waiting[next]! -= 1;
      if (waiting[next] === 0) order[length++] = next;
    }
  }
  return { order, cycle: length === size ? [] : onCycles(graph, waiting) };
}

/** Of what never became ready, those that something on a cycle waits for in turn: what is only behind one is left out. */
function onCycles(graph: Graph, waiting: Int32Array): readonly number[] {
  const { size, successorStart, successors } = graph;
  const isStuck = Uint8Array.from(waiting, (count) => (count > 0 ? 1 : 0));
  for (let changed = true; changed; ) {
    changed = false;
    for (let index = 0; index < size; index += 1) {
      if (isStuck[index] === 0) continue;
      const next = successors.subarray(successorStart[index], successorStart[index + 1]);
      if (next.some((other) => isStuck[other] === 1)) continue;
      isStuck[index] = 0;
      changed = true;
    }
  }
  return [...isStuck.keys()].filter((index) => isStuck[index] === 1);
}
