import "@xyflow/react/dist/base.css";
import {
  Background,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { useEffect, useMemo, useState } from "react";
import type { RunView, StepView } from "#core/run/view.ts";
import { ProblemNotice } from "../../../ui/problem-notice.tsx";
import { useShortcuts } from "../../../ui/shortcuts.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { StatusMark } from "../../../ui/status-mark.tsx";
import { useRunAddress } from "../run-address.ts";
import { StepLink } from "../step-link.tsx";
import { type GraphNode, nodeStatus, type StepGraph, stepGraph } from "./step-graph.ts";
import { layOut, nodeHeight, nodeWidth, type Places } from "./step-layout.ts";
import "./step-map.css";

type Props = { readonly run: RunView; readonly selected: string | null };

type Data = {
  readonly node: GraphNode;
  readonly run: string;
  readonly isSelected: boolean;
  readonly onOpen: () => void;
};
type MapNode = Node<Data, "step">;

/** A step, or several as one, with its status in a shape and a word. */
function StepNode({ data }: NodeProps<MapNode>) {
  const { node, run, isSelected, onOpen } = data;
  const status = nodeStatus(node);
  const [first] = node.steps;
  return (
    <div className="map-node" data-kind={status.kind} data-group={node.isGroup} data-selected={isSelected}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      {node.isGroup || first === undefined ? (
        <button type="button" className="map-title nopan" onClick={onOpen} title={node.title}>
          <bdi>{node.title}</bdi>
        </button>
      ) : (
        <StepLink run={run} step={first.id} className="map-title nopan" isCurrent={isSelected}>
          <bdi>{node.title}</bdi>
        </StepLink>
      )}
      <span className="map-state">
        <StatusMark {...status} />
        {first?.approval === null || first === undefined || node.isGroup ? null : (
          <span className="hf-dim">gate: {first.approval.by}</span>
        )}
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  );
}

const nodeTypes = { step: StepNode };

function useLayout(graph: StepGraph) {
  const [laid, setLaid] = useState<{ readonly graph: StepGraph; readonly places: Places } | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const shape = JSON.stringify([graph.nodes.map(({ id }) => id), graph.edges]);
  useEffect(() => {
    let isOld = false;
    layOut(graph).then(
      (places) => (isOld ? undefined : setLaid({ graph, places })),
      (problem: unknown) =>
        isOld ? undefined : setError(problem instanceof Error ? problem : new Error(String(problem))),
    );
    return () => {
      isOld = true;
    };
    // The statuses of its nodes do not move a graph.
    // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the graph
  }, [shape]);
  return { places: laid?.places ?? null, error };
}

/** j and k go through the plan; the open step is brought into sight when a key asked for it. */
function useMapKeys(
  steps: readonly StepView[],
  selected: string | null,
  run: string,
  reveal: (step: string) => void,
) {
  const open = useRunAddress(run);
  const move = (by: 1 | -1) => {
    const from = steps.findIndex(({ id }) => id === selected);
    const step = steps[from < 0 ? 0 : Math.min(steps.length - 1, Math.max(0, from + by))];
    if (step === undefined) return;
    open({ step: step.id }, { replace: true });
    reveal(step.id);
  };
  useShortcuts("Steps", {
    j: { does: "next step", act: () => move(1) },
    k: { does: "previous step", act: () => move(-1) },
  });
}

const calm: ReadonlySet<string> = new Set(["blocked", "ok", "not-verified"]);
const firstInSightMax = 4;

/** A long run as a whole is too small to read: it opens on the open step, else on what goes on, else at its beginning. */
function firstInSight({ nodes }: StepGraph, selected: string | null): { readonly id: string }[] {
  const open = nodes.filter(({ steps }) => steps.some(({ id }) => id === selected));
  const busy = nodes.filter((node) => !calm.has(nodeStatus(node).kind));
  const wanted = open.length > 0 ? open : busy.length > 0 ? busy : nodes;
  return wanted.slice(0, firstInSightMax).map(({ id }) => ({ id }));
}

function LaidOut({
  run,
  selected,
  graph,
  places,
  onOpen,
}: Props & {
  readonly graph: StepGraph;
  readonly places: Places;
  readonly onOpen: (bundle: string) => void;
}) {
  const flow = useReactFlow();
  const nodes = graph.nodes.flatMap((node): MapNode[] => {
    const position = places.get(node.id);
    if (position === undefined) return [];
    const isSelected = node.steps.some(({ id }) => id === selected);
    const data: Data = { node, run: run.id, isSelected, onOpen: () => onOpen(node.id) };
    return [{ id: node.id, type: "step", position, data, width: nodeWidth, height: nodeHeight }];
  });
  const edges = graph.edges.map(({ from, to }): Edge => {
    const markerEnd = { type: MarkerType.ArrowClosed, color: "var(--hf-line-strong)" };
    return { id: `${from}\n${to}`, source: from, target: to, markerEnd, focusable: false };
  });
  const reveal = (step: string) => {
    const place = places.get(graph.nodes.find(({ steps }) => steps.some(({ id }) => id === step))?.id ?? "");
    if (place === undefined) return;
    void flow.setCenter(place.x + nodeWidth / 2, place.y + nodeHeight / 2, { zoom: flow.getZoom() });
  };
  useMapKeys(run.steps, selected, run.id, reveal);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      onlyRenderVisibleElements
      // A page that is scrolled must not end in a map that zooms.
      zoomOnScroll={false}
      preventScrolling={false}
      fitView
      fitViewOptions={{ nodes: firstInSight(graph, selected), minZoom: 0.6, maxZoom: 1, padding: 0.3 }}
      minZoom={0.1}
      maxZoom={1.5}
      proOptions={{ hideAttribution: true }}
    >
      <Background gap={24} color="var(--hf-line)" />
      <Controls showInteractive={false} />
    </ReactFlow>
  );
}

/** The steps as a map: what waits for what, with their status as it changes. */
export function StepMap({ run, selected }: Props) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const graph = useMemo(() => stepGraph(run.steps, opened), [run.steps, opened]);
  const { places, error } = useLayout(graph);
  const groups = graph.nodes.filter(({ isGroup }) => isGroup).length;
  if (error !== null)
    return <ProblemNotice error={error} title="The map cannot be drawn; the list shows the same" />;
  if (places === null) return <Skeleton label="Laying out the map" height={480} />;
  return (
    <section className="panel step-map" aria-label="Map of the steps">
      <p className="map-hint hf-dim">
        {groups > 0 ? `${run.steps.length} steps; choose one of the ${groups} groups to open it. ` : ""}
        Arrows lead to what comes after. The list has the same steps as text.
        {opened.size > 0 ? (
          <button type="button" className="map-fold" onClick={() => setOpened(new Set())}>
            Close all groups
          </button>
        ) : null}
      </p>
      <div className="map-area">
        <ReactFlowProvider>
          <LaidOut
            run={run}
            selected={selected}
            graph={graph}
            places={places}
            onOpen={(bundle) => setOpened(new Set([...opened, bundle]))}
          />
        </ReactFlowProvider>
      </div>
    </section>
  );
}
