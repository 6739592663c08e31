import { type MapModel, nodeKinds } from "./map-model.ts";

/** How a node is, from the best to the worst: a number is a place in this list. */
export const nodeStates = ["up", "thinner", "degraded", "down", "failed"] as const;
export type NodeStateName = (typeof nodeStates)[number];

/** What each state is called, and the mark that says it without colour. */
export const stateWords: {
  readonly [state in NodeStateName]: {
    readonly word: string;
    readonly mark: string;
    readonly meaning: string;
  };
} = {
  up: { word: "up", mark: "", meaning: "nothing it needs is lost" },
  thinner: { word: "thinner", mark: "◇", meaning: "still up, with a member of a redundancy group down" },
  degraded: { word: "degraded", mark: "▲", meaning: "works, and less well than it should" },
  down: { word: "down", mark: "■", meaning: "needs something that is down" },
  failed: { word: "failed", mark: "✕", meaning: "chosen to fail" },
};

/** The number of a state. */
export const stateNumber = (state: NodeStateName): number => nodeStates.indexOf(state);

/** How many nodes are in each state, and how many services and business functions are hit. */
export type StateCounts = {
  readonly [state in NodeStateName]: number;
} & { readonly servicesDown: number; readonly functionsHit: number };

/** Counts states. A function that failed itself is hit too, as in the answer of `holdfast impact`. */
export function countStates(states: Uint8Array, { kind }: Pick<MapModel, "kind">): StateCounts {
  const counts = [0, 0, 0, 0, 0];
  const service = nodeKinds.indexOf("service");
  const business = nodeKinds.indexOf("function");
  let servicesDown = 0;
  let functionsHit = 0;
  for (let node = 0; node < states.length; node += 1) {
    const state = states[node]!;
    counts[state]! += 1;
    if (state < 2) continue;
    if (kind[node] === business) functionsHit += 1;
    else if (kind[node] === service && state > 2) servicesDown += 1;
  }
  const [up = 0, thinner = 0, degraded = 0, down = 0, failed = 0] = counts;
  return { up, thinner, degraded, down, failed, servicesDown, functionsHit };
}
