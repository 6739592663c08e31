import { memo } from "react";
import { linkBits } from "../model/map-model.ts";
import { stateNumber } from "../model/node-state.ts";
import { edgeLook, pathOf } from "./edge-look.ts";
import { readLook } from "./item-looks.ts";
import type { LaidDrawing } from "./laid-out.ts";

const Lines = memo(function Lines({ drawing, laidOut }: LaidDrawing) {
  return drawing.edges.map((edge, at) => (
    <path
      key={edge.id}
      d={pathOf(laidOut.edges[at] ?? [])}
      data-look={edgeLook(edge.bits)}
      data-seen={(edge.bits & linkBits.seen) !== 0}
      strokeWidth={edge.weight > 1 ? Math.min(6, 1 + Math.log2(edge.weight)) : undefined}
      markerEnd="url(#map-arrow)"
    />
  ));
});

type Props = {
  readonly laid: LaidDrawing;
  readonly looks: readonly string[];
  readonly active: number | null;
};

/** All lines, and above them those along which a loss spreads and those of what is looked at. */
export function MapEdges({ laid, looks, active }: Props) {
  const { drawing, laidOut } = laid;
  const down = stateNumber("down");
  const isLost = (item: number, least: number) => readLook(looks[item] ?? "0 0").state >= least;
  const shown = drawing.edges.flatMap((edge, at) => {
    const isSpread = isLost(edge.to, down) && isLost(edge.from, 1);
    const isOwn = edge.from === active || edge.to === active;
    return isSpread || isOwn ? [{ edge, at, isSpread, isOwn }] : [];
  });
  return (
    <svg className="map-edges" width={1} height={1} aria-hidden="true">
      <defs>
        <marker
          id="map-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path d="M1 1 7 4 1 7" fill="none" stroke="context-stroke" strokeWidth="1.4" />
        </marker>
      </defs>
      <g className="map-edges-all">
        <Lines {...laid} />
      </g>
      {shown.map(({ edge, at, isSpread, isOwn }) => (
        <path
          key={edge.id}
          className="map-edge-over"
          data-spread={isSpread}
          data-own={isOwn}
          data-look={edgeLook(edge.bits)}
          d={pathOf(laidOut.edges[at] ?? [])}
          markerEnd="url(#map-arrow)"
        />
      ))}
    </svg>
  );
}
