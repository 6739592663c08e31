import { DirectedGraph } from "graphology";
import type { AbstractGraph } from "graphology-types";
import { useEffect, useRef, useState } from "react";
import { Sigma } from "sigma";
import { sdfCircle, sdfDiamond, sdfSquare, sdfTriangle } from "sigma/rendering";
import type { Groups } from "../model/grouping.ts";
import type { MapModel } from "../model/map-model.ts";
import { nodeStates } from "../model/node-state.ts";
import { cloudLayout } from "./cloud-layout.ts";
import { CloudLabels } from "./cloud-labels.tsx";

type Props = {
  readonly model: MapModel;
  readonly groups: Groups;
  readonly preview: Uint8Array;
  readonly active: number | null;
  readonly onPoint: (node: number | null) => void;
  readonly onOpen: (node: number, isWithShift: boolean) => void;
};

/** Colour, shape and size say the state: what is lost is seen among a hundred thousand dots that are not. */
const looks = [
  { token: "--hf-line-strong", shape: "circle", size: 1 },
  { token: "--hf-running", shape: "diamond", size: 1.6 },
  { token: "--hf-warning", shape: "triangle", size: 2 },
  { token: "--hf-failed", shape: "square", size: 2 },
  { token: "--hf-failed", shape: "diamond", size: 3.4 },
] as const;

type DotAttributes = {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly color: string;
  readonly shape: string;
  readonly label: string;
};

const tokenOf = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function paints() {
  return looks.map(({ token, shape, size }) => ({ color: tokenOf(token), shape, size }));
}

function graphOf({ model, groups, preview }: Pick<Props, "model" | "groups" | "preview">) {
  const cloud = cloudLayout(model, groups);
  const paint = paints();
  const graph = new DirectedGraph<DotAttributes>();
  for (const { members } of groups.groups) {
    for (const node of members) {
      // Upwards is positive there.
      graph.addNode(String(node), {
        x: cloud.x[node]!,
        y: -cloud.y[node]!,
        label: model.titles[node]!,
        ...paint[preview[node]!]!,
      });
    }
  }
  return { graph, cloud };
}

function startSigma(graph: AbstractGraph<DotAttributes>, box: HTMLElement) {
  return new Sigma(graph, box, {
    primitives: { nodes: { shapes: [sdfCircle(), sdfSquare(), sdfTriangle(), sdfDiamond()] } },
    styles: {
      nodes: {
        size: { attribute: "size" },
        color: { attribute: "color" },
        shape: { attribute: "shape" },
        label: { attribute: "label" },
        labelColor: tokenOf("--hf-text"),
        x: { attribute: "x" },
        y: { attribute: "y" },
      },
    },
    settings: {
      labelRenderedSizeThreshold: 9,
      labelDensity: 0.4,
      enableCameraRotation: false,
      inertiaDuration: 0,
      zoomDuration: 0,
      allowInvalidContainer: true,
      itemSizesReference: "positions",
    },
  });
}

type Shown = {
  readonly sigma: Sigma<DotAttributes>;
  readonly graph: AbstractGraph<DotAttributes>;
  readonly cloud: ReturnType<typeof cloudLayout>;
  painted: Uint8Array;
};

/** Paints only what is in another state than before. */
function repaint(shown: Shown, preview: Uint8Array): void {
  const paint = paints();
  const before = shown.painted;
  shown.painted = preview;
  shown.graph.updateEachNodeAttributes((key, attributes) => {
    const node = Number(key);
    return before[node] === preview[node] ? attributes : { ...attributes, ...paint[preview[node]!]! };
  });
}

/** Every node as a dot, drawn by the graphics card. What depends on what is told beside it, and by the table. */
export function MapCloud({ model, groups, preview, active, onPoint, onOpen }: Props) {
  const boxRef = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef({ onPoint, onOpen, preview });
  latest.current = { onPoint, onOpen, preview };
  useEffect(() => {
    const box = boxRef.current;
    if (box === null) return;
    const { preview: first } = latest.current;
    const { graph, cloud } = graphOf({ model, groups, preview: first });
    let sigma: Sigma<DotAttributes>;
    try {
      sigma = startSigma(graph, box);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      return;
    }
    sigma.on("enterNode", ({ node }) => latest.current.onPoint(Number(node)));
    sigma.on("leaveNode", () => latest.current.onPoint(null));
    sigma.on("clickNode", ({ node, event }) => latest.current.onOpen(Number(node), event.original.shiftKey));
    setShown({ sigma, graph, cloud, painted: first });
    return () => {
      sigma.kill();
      setShown(null);
    };
  }, [model, groups]);
  useEffect(() => {
    if (shown !== null && shown.painted !== preview) repaint(shown, preview);
  }, [shown, preview]);
  useEffect(() => {
    if (shown === null || active === null) return;
    const place = shown.sigma.getNodeDisplayData(String(active));
    if (place !== undefined) shown.sigma.getCamera().setState({ x: place.x, y: place.y, ratio: 0.15 });
  }, [shown, active]);
  if (failure !== null) {
    return (
      <p className="map-note" role="alert">
        This browser can not draw that many dots (WebGL: {failure}). Group the map, or use the table.
      </p>
    );
  }
  const lost = preview.reduce((sum, state) => sum + (state >= nodeStates.indexOf("degraded") ? 1 : 0), 0);
  return (
    <div
      className="map-cloud"
      role="img"
      aria-label={`All ${model.refs.length} nodes as dots, ${lost} of them lost. The table tells them one by one.`}
    >
      <div className="map-cloud-box" ref={boxRef} />
      {shown === null ? null : <CloudLabels sigma={shown.sigma} cloud={shown.cloud} groups={groups.groups} />}
    </div>
  );
}
