/** For each node the links that touch it on one side: `links` holds those of all nodes, one after the other. */
export type Adjacency = {
  /** Where the links of a node begin; one more at the end. */
  readonly start: Int32Array;
  readonly links: Int32Array;
};

/** Sorts links by the node on one side of them, in time that grows with their number. */
export function adjacencyOf(side: Int32Array, nodeCount: number): Adjacency {
  const start = new Int32Array(nodeCount + 1);
  for (const node of side) start[node + 1]! += 1;
  for (let node = 0; node < nodeCount; node += 1) start[node + 1]! += start[node]!;
  const links = new Int32Array(side.length);
  const next = start.slice();
  side.forEach((node, link) => {
    links[next[node]!] = link;
    next[node]! += 1;
  });
  return { start, links };
}

/** The links of one node. */
export function linksAt({ start, links }: Adjacency, node: number): Int32Array {
  return links.subarray(start[node], start[node + 1]);
}
