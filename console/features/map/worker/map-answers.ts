import type { EstateGraph } from "#core/analysis/graph/estate-graph.ts";
import { explanation } from "#core/analysis/impact/explanation.ts";
import { thinnerNodes } from "#core/analysis/impact/impact-report.ts";
import { changeFailures, type LiveImpact, liveImpact, stateOf } from "#core/analysis/impact/live-impact.ts";
import type { EstateMap } from "#core/analysis/map/estate-map.ts";
import { graphOfMap } from "#core/analysis/map/read-map.ts";
import { pairsOf } from "#core/analysis/weak-points/pairs.ts";
import { blastRadii } from "#core/analysis/weak-points/single-points.ts";
import { type MapModel, mapModel } from "../model/map-model.ts";
import { stateNumber } from "../model/node-state.ts";
import type { Reasons } from "../model/reasons.ts";

/** What the page asks of the thread that holds an estate. Nodes are meant by number. */
export type MapRequest =
  /** Takes the answer of the server in, and gives what is drawn of it; this or `load` has to come first. */
  | { readonly type: "open"; readonly bytes: ArrayBuffer }
  /** The same for who wants to ask only: the model, which takes long to hand over, is not made. */
  | { readonly type: "load"; readonly bytes: ArrayBuffer }
  /** Gets ready to answer, so that the first question is answered at once. */
  | { readonly type: "prepare" }
  | { readonly type: "states"; readonly failed: readonly number[] }
  | { readonly type: "reasons"; readonly failed: readonly number[] }
  | { readonly type: "radii" }
  | { readonly type: "pairs"; readonly node: number };

export type MapAnswers = {
  readonly open: MapModel;
  readonly load: null;
  readonly prepare: null;
  /** By node its state; see `nodeStates`. */
  readonly states: Uint8Array;
  readonly reasons: Reasons;
  /** By node how many others its loss alone takes down. */
  readonly radii: Int32Array;
  readonly pairs: MapPairs;
};

/** Two nodes that take one down together, and neither alone. */
export type MapPairs = {
  readonly pairs: readonly (readonly [number, number])[];
  /** False where there are more than are listed. */
  readonly isComplete: boolean;
};

type Held = { readonly graph: EstateGraph; readonly impact: LiveImpact };

const read = (bytes: ArrayBuffer) =>
  JSON.parse(new TextDecoder().decode(bytes)) as EstateMap & { readonly observedFault: string | null };

/**
 * What is computed on. It is made when something is asked for the first time: a map of a hundred thousand nodes is seen
 * twice as early when it is drawn before anything is computed.
 */
function createHeld(): { readonly take: (map: EstateMap) => void; readonly get: () => Held } {
  let map: EstateMap | null = null;
  let held: Held | null = null;
  return {
    take: (next) => {
      [map, held] = [next, null];
    },
    get: () => {
      if (map === null) throw new Error("no estate has been opened yet");
      if (held === null) {
        const graph = graphOfMap(map);
        held = { graph, impact: liveImpact(graph) };
      }
      return held;
    },
  };
}

/** Answers requests about one estate. The impact is kept between them, so that a change costs what it changes. */
export function createAnswerer(): (request: MapRequest) => MapAnswers[MapRequest["type"]] {
  const held = createHeld();
  const estate = held.get;
  return (request) => {
    switch (request.type) {
      case "open": {
        const map = read(request.bytes);
        held.take(map);
        return mapModel(map);
      }
      case "load":
        held.take(read(request.bytes));
        return null;
      case "prepare":
        estate();
        return null;
      case "states":
        return statesOf(fail(estate().impact, request.failed));
      case "reasons":
        return reasonsOf(fail(estate().impact, request.failed));
      case "radii":
        return radiiOf(estate().graph);
      case "pairs": {
        const { graph } = estate();
        const { pairs, complete } = pairsOf(graph, request.node);
        const numbers = pairs.map(
          ({ refs: [one, other] }) => [graph.indexOf.get(one)!, graph.indexOf.get(other)!] as const,
        );
        return { pairs: numbers, isComplete: complete };
      }
      default:
        return request satisfies never;
    }
  };
}

/** Lets exactly these fail: only what is different from before is looked at again. */
function fail(impact: LiveImpact, failed: readonly number[]): LiveImpact {
  const wanted = new Set(failed);
  changeFailures(impact, {
    add: failed.filter((node) => !impact.failed.has(node)),
    remove: [...impact.failed].filter((node) => !wanted.has(node)),
  });
  return impact;
}

function statesOf(impact: LiveImpact): Uint8Array {
  const states = new Uint8Array(impact.graph.refs.length);
  if (impact.failed.size === 0) return states;
  for (const node of thinnerNodes(impact)) states[node] = stateNumber("thinner");
  const [degraded, down] = [stateNumber("degraded"), stateNumber("down")];
  for (let node = 0; node < states.length; node += 1) {
    const state = stateOf(impact, node);
    if (state !== "up") states[node] = state === "down" ? down : degraded;
  }
  for (const node of impact.failed) states[node] = stateNumber("failed");
  return states;
}

function reasonsOf(impact: LiveImpact): Reasons {
  const { refs, indexOf } = impact.graph;
  const whyDown = explanation(impact.down, refs);
  const whyNotUp = explanation(impact.notUp, refs);
  const nextIn = ({ chainOf }: typeof whyDown) =>
    Int32Array.from(refs, (_, node) => {
      const [next] = chainOf(node);
      return next === undefined ? -1 : indexOf.get(next)!;
    });
  return { down: nextIn(whyDown), notUp: nextIn(whyNotUp) };
}

function radiiOf(graph: EstateGraph): Int32Array {
  const radii = new Int32Array(graph.refs.length);
  for (const { ref, nodes } of blastRadii(graph)) radii[graph.indexOf.get(ref)!] = nodes;
  return radii;
}
