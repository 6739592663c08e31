/** Nodes waiting at whole-numbered levels; the lowest level leaves first. Each operation takes constant time. */
export type LevelQueue = {
  /** Puts a node at a level, taking it from where it waited. */
  put(node: number, level: number): void;
  /** Takes a node out, if it waits. */
  drop(node: number): void;
  /** The next node of the lowest level, taken out; −1 when none waits. */
  take(): number;
};

const none = -1;

/**
 * A queue for nodes 0 … nodeCount − 1: doubly linked lists in arrays, one list per level. The arrays come with the first
 * node that waits, for whoever asks once needs none.
 */
export function levelQueue(nodeCount: number): LevelQueue {
  let next = new Int32Array(0);
  let previous = new Int32Array(0);
  let at = new Int32Array(0);
  let first = new Int32Array(64).fill(none);
  let lowest = first.length;

  const makeRoom = (): void => {
    next = new Int32Array(nodeCount);
    previous = new Int32Array(nodeCount);
    at = new Int32Array(nodeCount).fill(none);
  };

  const drop = (node: number): void => {
    const level = at[node];
    if (level === none || level === undefined) return;
    at[node] = none;
    if (previous[node] === none) first[level] = next[node]!;
    else next[previous[node]!] = next[node]!;
    if (next[node] !== none) previous[next[node]!] = previous[node]!;
  };

  return {
    drop,
    put: (node, level) => {
      if (at.length < nodeCount) makeRoom();
      if (at[node] === level) return;
      drop(node);
      if (level >= first.length) {
        const larger = new Int32Array(Math.max(first.length * 2, level + 1)).fill(none);
        larger.set(first);
        first = larger;
      }
      at[node] = level;
      previous[node] = none;
      next[node] = first[level]!;
      if (next[node] !== none) previous[next[node]] = node;
      first[level] = node;
      if (level < lowest) lowest = level;
    },
    take: () => {
      while (lowest < first.length && first[lowest] === none) lowest += 1;
      if (lowest >= first.length) return none;
      const node = first[lowest]!;
      drop(node);
      return node;
    },
  };
}
