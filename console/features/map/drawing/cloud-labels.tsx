import { useEffect, useRef } from "react";
import type { MapGroup } from "../model/grouping.ts";
import type { Cloud } from "./cloud-layout.ts";

/** More names than these would hide the dots. */
const labelsMax = 60;

/** What is needed of the renderer, whatever its dots carry. */
type Camera = {
  readonly graphToViewport: (place: { x: number; y: number }) => { readonly x: number; readonly y: number };
  readonly on: (event: "afterRender", listener: () => void) => unknown;
  readonly off: (event: "afterRender", listener: () => void) => unknown;
};

type Props = {
  readonly sigma: Camera;
  readonly cloud: Cloud;
  readonly groups: readonly MapGroup[];
};

/** The names of the largest groups, above their dots; they move with the camera. */
export function CloudLabels({ sigma, cloud, groups }: Props) {
  const rootRef = useRef<HTMLDivElement>(null);
  const named = cloud.blocks
    .toSorted((one, other) => groups[other.group]!.members.length - groups[one.group]!.members.length)
    .slice(0, labelsMax);
  useEffect(() => {
    const root = rootRef.current;
    if (root === null) return;
    const place = () => {
      for (const [at, label] of [...root.children].entries()) {
        const block = named[at]!;
        const { x, y } = sigma.graphToViewport({ x: block.x - 0.5, y: -block.y + 0.8 });
        const { x: right } = sigma.graphToViewport({ x: block.x + block.width, y: -block.y });
        const element = label as HTMLElement;
        element.style.transform = `translate(${x}px, calc(${y}px - 100%))`;
        element.style.maxWidth = `${Math.max(0, right - x)}px`;
        element.hidden = right - x < 40;
      }
    };
    place();
    sigma.on("afterRender", place);
    return () => {
      sigma.off("afterRender", place);
    };
  });
  return (
    <div className="map-cloud-labels" ref={rootRef} aria-hidden="true">
      {named.map(({ group }) => (
        <bdi key={groups[group]!.key}>{groups[group]!.title}</bdi>
      ))}
    </div>
  );
}
