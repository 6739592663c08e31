import ELK, { type ElkNode } from "elkjs/lib/elk-api.js";
import elkWorkerUrl from "elkjs/lib/elk-worker.min.js?url";
import type { StepGraph } from "./step-graph.ts";

/** Where a node stands, in pixels. */
export type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

export const nodeWidth = 210;
export const nodeHeight = 58;

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "48",
  "elk.spacing.nodeNode": "18",
};

let elk: InstanceType<typeof ELK> | null = null;

/** By its address, not its import: bundled, the worker takes itself for a module of Node and listens to nobody. */
function start(): InstanceType<typeof ELK> {
  return new ELK({ workerFactory: () => new Worker(elkWorkerUrl) });
}

const known = new Map<string, Promise<Places>>();
const knownMax = 20;

async function compute({ nodes, edges }: StepGraph): Promise<Places> {
  elk ??= start();
  const graph: ElkNode = {
    id: "run",
    layoutOptions: options,
    children: nodes.map(({ id }) => ({ id, width: nodeWidth, height: nodeHeight })),
    edges: edges.map(({ from, to }) => ({ id: `${from}\n${to}`, sources: [from], targets: [to] })),
  };
  const { children = [] } = await elk.layout(graph);
  return new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
}

/** Lays the graph out beside the page; the same graph is laid out once, for its shape changes far less than its status. */
export function layOut(graph: StepGraph): Promise<Places> {
  const key = JSON.stringify([graph.nodes.map(({ id }) => id), graph.edges]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const [oldest] = known.keys();
  if (known.size >= knownMax && oldest !== undefined) known.delete(oldest);
  const places = compute(graph);
  known.set(key, places);
  places.catch(() => known.delete(key));
  return places;
}
