/**
 * Reduced ordered binary decision diagrams over variables 0, 1, 2 … : a node is a number, `falseNode` and `trueNode` are
 * the ends. Equal functions are the same node.
 */
export type DecisionDiagrams = {
  readonly variable: (index: number) => number;
  /** True where at least `k` of the functions are. */
  readonly atLeast: (k: number, of: readonly number[]) => number;
  readonly and: (one: number, other: number) => number;
  /** The probability that a function is true, given that of each variable; variables are independent. */
  readonly probability: (node: number, of: Float64Array) => number;
  /** Whether the limit of nodes was reached; results are worthless then. */
  readonly isFull: () => boolean;
};

export const falseNode = 0;
export const trueNode = 1;

/**
 * An empty store of diagrams with a limit of nodes.
 *
 * Source: R. E. Bryant, "Graph-based algorithms for Boolean function manipulation", IEEE ToC C-35 (1986); for fault
 * trees A. Rauzy, Reliability Engineering and System Safety 40 (1993). Exponential in the worst case, hence the limit.
 */
export function createDecisionDiagrams(nodesMax: number): DecisionDiagrams {
  const level: number[] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const low: number[] = [0, 1];
  const high: number[] = [0, 1];
  const unique = new Map<string, number>();
  const computed = new Map<string, number>();

  const make = (index: number, whenFalse: number, whenTrue: number): number => {
    if (whenFalse === whenTrue) return whenFalse;
    const key = `${index},${whenFalse},${whenTrue}`;
    const found = unique.get(key);
    if (found !== undefined) return found;
    if (level.length > nodesMax) return falseNode;
    level.push(index);
    low.push(whenFalse);
    high.push(whenTrue);
    unique.set(key, level.length - 1);
    return level.length - 1;
  };
  const choose = (test: number, then: number, otherwise: number): number => {
    if (test === trueNode) return then;
    if (test === falseNode) return otherwise;
    if (then === otherwise) return then;
    if (then === trueNode && otherwise === falseNode) return test;
    const key = `${test},${then},${otherwise}`;
    const found = computed.get(key);
    if (found !== undefined) return found;
    const top = Math.min(level[test]!, level[then]!, level[otherwise]!);
    const part = (node: number, side: readonly number[]) => (level[node] === top ? side[node]! : node);
    const whenTrue = choose(part(test, high), part(then, high), part(otherwise, high));
    const whenFalse = choose(part(test, low), part(then, low), part(otherwise, low));
    const result = make(top, whenFalse, whenTrue);
    computed.set(key, result);
    return result;
  };
  const atLeast = (k: number, of: readonly number[]): number => {
    // row[j]: at least j of the functions looked at so far.
    let row: readonly number[] = Array.from({ length: k + 1 }, (_, j) => (j === 0 ? trueNode : falseNode));
    for (const node of of)
      row = row.map((fewer, j) => (j === 0 ? trueNode : choose(node, row[j - 1] ?? falseNode, fewer)));
    return row[k] ?? falseNode;
  };
  const probability = (node: number, of: Float64Array): number => {
    const known = new Map<number, number>([
      [falseNode, 0],
      [trueNode, 1],
    ]);
    // A node is made after those below it, so one pass upwards suffices.
    for (let at = 2; at <= node; at += 1) {
      const p = of[level[at]!]!;
      known.set(at, p * (known.get(high[at]!) ?? 0) + (1 - p) * (known.get(low[at]!) ?? 0));
    }
    return known.get(node) ?? 0;
  };
  return {
    variable: (index) => make(index, falseNode, trueNode),
    atLeast,
    and: (one, other) => choose(one, other, falseNode),
    probability,
    isFull: () => level.length > nodesMax,
  };
}
