import {
  MiniMap,
  type NodeMouseHandler,
  ReactFlow,
  type ReactFlowInstance,
  ViewportPortal,
} from "@xyflow/react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import "@xyflow/react/dist/base.css";
import { createStore } from "../../../ui/external-store.ts";
import type { MapGroup } from "../model/grouping.ts";
import type { MapModel } from "../model/map-model.ts";
import { nodeStates } from "../model/node-state.ts";
import { readLook } from "./item-looks.ts";
import { MapEdges } from "./map-edges.tsx";
import { type BoxNode, type ItemFacts, type ItemNode, itemElementId, MapBox, MapItem } from "./map-item.tsx";
import { travel, type TravelKey } from "./travel.ts";
import type { LaidDrawing } from "./laid-out.ts";
import { ZoomButtons } from "./zoom-buttons.tsx";

type Props = {
  readonly model: MapModel;
  readonly groups: readonly MapGroup[];
  readonly laid: LaidDrawing;
  readonly looks: readonly string[];
  readonly radii: Int32Array | null;
  readonly matches: ReadonlySet<number> | null;
  /** The item that is looked at. */
  readonly active: number | null;
  readonly onActive: (item: number | null) => void;
  /** Enter and a click. */
  readonly onOpen: (item: number, isWithShift: boolean) => void;
  /** What the pointer is on. */
  readonly onPoint: (item: number | null) => void;
  readonly onFail: (item: number) => void;
};

const nodeTypes = { item: MapItem, box: MapBox };
const noKeys = {
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
  zoomActivationKeyCode: null,
};

/** Stores that follow the properties: an item hears only of what it shows. */
function useFacts({ model, groups, laid, looks, radii, matches, active }: Props): ItemFacts {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawing has other items
  const facts = useMemo<ItemFacts>(
    () => ({
      model,
      groups,
      looks: createStore(looks),
      active: createStore<number | null>(active),
      radii: createStore(radii),
      matches: createStore(matches),
    }),
    [model, groups, laid],
  );
  useEffect(() => {
    facts.looks.set(looks);
    facts.active.set(active);
    facts.radii.set(radii);
    facts.matches.set(matches);
  });
  return facts;
}

function nodesOf({ drawing, laidOut }: LaidDrawing, groups: readonly MapGroup[], facts: ItemFacts) {
  const boxes = drawing.boxes.map(({ id, group }, at): BoxNode => {
    const { x, y, width, height } = laidOut.boxes[at]!;
    const { title, members } = groups[group]!;
    return {
      id,
      type: "box",
      position: { x, y },
      width,
      height,
      zIndex: -1,
      data: { title, count: members.length },
    };
  });
  const items = drawing.items.map((item, at): ItemNode => {
    const { x, y, width, height } = laidOut.items[at]!;
    return {
      id: item.id,
      type: "item",
      position: { x, y },
      width,
      height,
      zIndex: 1,
      data: { at, item, facts },
    };
  });
  return [...boxes, ...items];
}

const arrows: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

/** The drawn map: to pan, to zoom, and to walk through with the arrows. */
export function MapCanvas(props: Props) {
  const { laid, groups, looks, active, onActive, onOpen, onPoint, onFail } = props;
  const facts = useFacts(props);
  const nodes = useMemo(() => nodesOf(laid, groups, facts), [laid, groups, facts]);
  const [flow, setFlow] = useState<ReactFlowInstance<ItemNode | BoxNode> | null>(null);
  const isByPointer = useRef(false);
  useEffect(() => {
    if (laid.drawing.items.length > 0) void flow?.fitView({ padding: 0.06, maxZoom: 1.1 });
  }, [flow, laid]);
  useEffect(() => {
    const place = active === null ? undefined : laid.laidOut.items[active];
    // What was pressed is in sight, and must not move under the pointer.
    const isInSight = isByPointer.current;
    isByPointer.current = false;
    if (place === undefined || flow === null || isInSight) return;
    const { x, y, width, height } = place;
    const zoom = Math.max(flow.getZoom(), 0.7);
    void flow.setCenter(x + width / 2, y + height / 2, { zoom, duration: 0 });
  }, [flow, laid, active]);
  const itemOf = (node: ItemNode | BoxNode) => (node.type === "item" ? node.data.at : null);
  const onNode =
    (act: (item: number, isWithShift: boolean) => void): NodeMouseHandler<ItemNode | BoxNode> =>
    (event, node) => {
      const item = itemOf(node);
      if (item !== null) act(item, event.shiftKey);
    };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!handleKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const handleKey = (key: string): boolean => {
    if (arrows.has(key)) {
      const next = active === null ? 0 : travel(laid.drawing, laid.laidOut, active, key as TravelKey);
      if (next !== null) onActive(next);
      return true;
    }
    if (key === "Enter" && active !== null) onOpen(active, false);
    else if (key === "f" && active !== null) onFail(active);
    else if (key === "Escape" && active !== null) onActive(null);
    else if (key === "+" || key === "=") void flow?.zoomIn();
    else if (key === "-") void flow?.zoomOut();
    else if (key === "0") void flow?.fitView({ padding: 0.06, maxZoom: 1.1 });
    else return false;
    return true;
  };
  return (
    <div
      className="map-canvas"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the arrow keys, as a tree or a grid does
      tabIndex={0}
      aria-label="Map of the estate. Arrows follow dependencies, Enter opens, f lets it fail, t shows the table."
      aria-activedescendant={active === null ? undefined : itemElementId(active)}
      onKeyDown={onKeyDown}
    >
      <ReactFlow<ItemNode | BoxNode>
        {...noKeys}
        nodes={nodes}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        onlyRenderVisibleElements
        minZoom={0.03}
        maxZoom={2}
        proOptions={{ hideAttribution: true }}
        onInit={setFlow}
        onNodeClick={onNode((item, isWithShift) => {
          isByPointer.current = item !== active && !isWithShift;
          onOpen(item, isWithShift);
        })}
        onNodeMouseEnter={onNode((item) => onPoint(item))}
        onNodeMouseLeave={() => onPoint(null)}
      >
        <ViewportPortal>
          <MapEdges laid={laid} looks={looks} active={active} />
        </ViewportPortal>
        <MiniMap<ItemNode | BoxNode>
          pannable
          zoomable
          ariaLabel="Overview of the map"
          nodeClassName={(node) => {
            const item = itemOf(node);
            return item === null
              ? "map-mini-box"
              : `map-mini-${nodeStates[readLook(looks[item] ?? "0 0").state]}`;
          }}
        />
      </ReactFlow>
      <ZoomButtons
        onIn={() => void flow?.zoomIn()}
        onOut={() => void flow?.zoomOut()}
        onFit={() => void flow?.fitView({ padding: 0.06, maxZoom: 1.1 })}
      />
    </div>
  );
}
