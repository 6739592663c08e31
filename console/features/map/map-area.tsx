import { lazy, Suspense, useEffect, useMemo } from "react";
import { Menu } from "../../ui/menu.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { notify } from "../../ui/toast.tsx";
import { MapCanvas } from "./drawing/map-canvas.tsx";
import type { LaidDrawing } from "./drawing/laid-out.ts";
import { mapPicture } from "./drawing/map-picture.ts";
import { itemsMax } from "./drawing/plan-drawing.ts";
import { pictureColours, savePng, saveSvg } from "./drawing/save-picture.ts";
import { useLayout } from "./drawing/use-layout.ts";
import { MapLegend } from "./map-legend.tsx";
import { listOf } from "./map-search.ts";
import { placesOf } from "./model/failed-nodes.ts";
import type { MapView } from "./use-map-view.ts";

const openAll = "all";

/** The renderer of dots is as large as the rest of the page, and few estates need it. */
const MapCloud = lazy(async () => ({ default: (await import("./drawing/map-cloud.tsx")).MapCloud }));

type SaveProps = {
  readonly view: MapView;
  readonly laid: LaidDrawing;
  readonly looks: readonly string[];
};

function SaveMenu({ view, laid, looks }: SaveProps) {
  const picture = () => mapPicture(view.map.model, laid.drawing.groups, laid, looks, pictureColours());
  const failed = (error: unknown) =>
    notify({ text: `The picture was not saved: ${error instanceof Error ? error.message : String(error)}` });
  return (
    <Menu
      label="Save"
      icon="download"
      items={[
        { label: "Save as SVG", onSelect: () => saveSvg(picture()) },
        { label: "Save as PNG", onSelect: () => void savePng(picture()).catch(failed) },
        { label: "Print", onSelect: () => window.print() },
      ]}
    />
  );
}

/** What the map leaves out, and how to see it. */
function LeftOut({ view }: { readonly view: MapView }) {
  const { drawing, filtered, search, setSearch, groups, map } = view;
  const closed = drawing.items.filter(({ type }) => type === "group").length;
  const isCloud = search.open === openAll;
  const opened = listOf(search.open).filter((key) => key !== openAll);
  const { fault, outside } = map.model.observed;
  const parts = [
    `${filtered.nodes.length} nodes`,
    ...(filtered.unlinked > 0 ? [`${filtered.unlinked} without links are only in the table`] : []),
    ...(!isCloud && closed > 0 ? [`${closed} of ${groups.groups.length} groups closed`] : []),
    ...(!isCloud && drawing.left.groups > 0 ? [`${drawing.left.groups} smaller groups not drawn`] : []),
    ...(!isCloud && drawing.left.edges > 0 ? [`${drawing.left.edges} thinner lines not drawn`] : []),
    ...(outside.length > 0 ? [`${outside.length} observed links lead outside the estate`] : []),
    ...(fault === null ? [] : [fault]),
  ];
  return (
    <p className="map-left hf-dim">
      {parts.join(" · ")}{" "}
      {filtered.nodes.length > itemsMax && !isCloud ? (
        <button type="button" className="map-name" onClick={() => setSearch({ open: openAll })}>
          Show every node
        </button>
      ) : null}
      {isCloud || opened.length > 0 ? (
        <button type="button" className="map-name" onClick={() => setSearch({ open: undefined })}>
          Close the groups
        </button>
      ) : null}
    </p>
  );
}

function Drawn({ view }: { readonly view: MapView }) {
  const { map, drawing, search, setSearch, active, setActive, choosing, setPointed } = view;
  const { laid, isLaying } = useLayout(map.model, drawing);
  // The looks of one drawing do not fit another.
  const looks = useMemo(() => (isLaying ? [] : view.looks), [isLaying, view.looks]);
  useEffect(() => () => setPointed(null), [setPointed]);
  if (laid === null) return <Skeleton label={`Laying out ${drawing.items.length} boxes`} height={420} />;
  const { items, itemOf, groups } = laid.drawing;
  const nodeOf = (item: number | null) => {
    const found = item === null ? undefined : items[item];
    if (found === undefined) return null;
    if (found.type === "node") return found.node;
    // A group that is itself something (a site, a team) stands for it.
    return placesOf(map.model).get(groups[found.group]?.key ?? "") ?? -1;
  };
  const pointable = (item: number | null) => {
    const node = nodeOf(item);
    return node === -1 ? null : node;
  };
  const fail = (item: number) => {
    const node = pointable(item);
    if (node !== null) choosing.toggle(map.model.refs[node]!);
  };
  const open = (item: number, isWithShift: boolean) => {
    if (isWithShift) return fail(item);
    const found = items[item]!;
    if (found.type === "group") {
      const { key } = groups[found.group]!;
      const before = listOf(search.open).filter((one) => one !== openAll);
      return setSearch({ open: [key, ...before].slice(0, 4).join(",") });
    }
    setActive(found.node);
    setSearch({ at: map.model.refs[found.node]! });
  };
  const shown = active === null ? -1 : (itemOf[active] ?? -1);
  return (
    <>
      <MapCanvas
        model={map.model}
        groups={groups}
        laid={laid}
        looks={looks}
        radii={view.radii}
        matches={view.matches}
        active={shown < 0 ? null : shown}
        onActive={(item) => {
          const found = item === null ? undefined : items[item];
          if (found?.type === "group") setActive(groups[found.group]!.members[0] ?? null);
          else setActive(found?.node ?? null);
        }}
        onOpen={open}
        onPoint={(item) => setPointed(pointable(item))}
        onFail={fail}
      />
      <div className="map-foot">
        {isLaying ? (
          <p role="status" className="hf-dim">
            Laying out…
          </p>
        ) : null}
        <LeftOut view={view} />
        <MapLegend />
        <SaveMenu view={view} laid={laid} looks={looks} />
      </div>
    </>
  );
}

/** The drawn map: boxes and lines while they can be read, dots when every node is asked for. */
export function MapArea({ view }: { readonly view: MapView }) {
  const { search, filtered, map, groups, impact, active, setPointed, setActive, choosing } = view;
  if (search.open !== openAll || filtered.nodes.length <= itemsMax) return <Drawn view={view} />;
  return (
    <>
      <Suspense fallback={<Skeleton label="Opening every node" height={480} />}>
        <MapCloud
          model={map.model}
          groups={groups}
          preview={impact.preview}
          active={active}
          onPoint={setPointed}
          onOpen={(node, isWithShift) =>
            isWithShift ? choosing.toggle(map.model.refs[node]!) : setActive(node)
          }
        />
      </Suspense>
      <div className="map-foot">
        <LeftOut view={view} />
        <MapLegend />
      </div>
    </>
  );
}
