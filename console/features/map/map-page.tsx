import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { paths } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { isTyping, useShortcuts } from "../../ui/shortcuts.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useCommands } from "../palette/commands.ts";
import { MapArea } from "./map-area.tsx";
import type { MapSearch } from "./map-search.ts";
import { MapTable } from "./map-table.tsx";
import { MapToolbar } from "./map-toolbar.tsx";
import { nodeStates } from "./model/node-state.ts";
import { FailurePanel } from "./panel/failure-panel.tsx";
import { ImpactPanel } from "./panel/impact-panel.tsx";
import { NodePanel } from "./panel/node-panel.tsx";
import { type OpenMap, useEstateMap } from "./use-estate-map.ts";
import { type MapView, useMapView } from "./use-map-view.ts";
import "./map.css";
import "./map-drawing.css";

const route = getRouteApi(paths.map);

const narrow = "(max-width: 760px)";

/** Whether there is no room for a map beside what it means. */
function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(narrow).matches);
  useEffect(() => {
    const query = matchMedia(narrow);
    const hear = () => setNarrow(query.matches);
    query.addEventListener("change", hear);
    return () => query.removeEventListener("change", hear);
  }, []);
  return isNarrow;
}

function useMapKeys(view: MapView, show: "map" | "table") {
  const { choosing, active, map, setSearch, setActive, search } = view;
  const toggleTable = () => setSearch({ show: show === "map" ? "table" : "map" });
  const failActive = () => {
    if (active !== null) choosing.toggle(map.model.refs[active]!);
  };
  useShortcuts("Map", {
    t: { does: "the map as a table, and back", act: toggleTable },
    f: { does: "lets what is looked at fail, or not", act: failActive },
    z: { does: "takes the last choice back", act: choosing.undo },
    y: { does: "chooses again what was taken back", act: choosing.redo },
    // In a field they belong to the field.
    "Mod z": { does: "takes the last choice back", act: () => (isTyping() ? false : choosing.undo()) },
    "Mod Shift z": {
      does: "chooses again what was taken back",
      act: () => (isTyping() ? false : choosing.redo()),
    },
    Escape: {
      does: "looks at nothing",
      act: () => {
        if (active === null && search.at === undefined) return false;
        setActive(null);
        setSearch({ at: undefined, depth: undefined });
        return true;
      },
    },
  });
}

/** What is looked at, for those who do not see it. */
function Spoken({ view }: { readonly view: MapView }) {
  const { active, map, impact, drawing } = view;
  if (active === null) return <p role="status" className="hf-hidden" />;
  const { model } = map;
  const needs = model.needs.start[active + 1]! - model.needs.start[active]!;
  const neededBy = model.neededBy.start[active + 1]! - model.neededBy.start[active]!;
  const item = drawing.items[drawing.itemOf[active]!];
  const group = item?.type === "group" ? view.groups.groups[item.group] : undefined;
  const state = nodeStates[impact.states[active]!]!;
  return (
    <p role="status" className="hf-hidden">
      {group === undefined
        ? `${model.titles[active]!}, ${state}; needs ${needs}, needed by ${neededBy}`
        : `Group ${group.title}, ${group.members.length} together; Enter opens it`}
    </p>
  );
}

function Workspace({ map, search }: { readonly map: OpenMap; readonly search: MapSearch }) {
  const view = useMapView(map, search);
  const isNarrow = useNarrow();
  const show = search.show ?? (isNarrow ? "table" : "map");
  useMapKeys(view, show);
  const { choosing, setSearch } = view;
  const clear = choosing.replace;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette needs them once for a model
  const commands = useMemo(
    () => [
      ...map.model.scenarios.map(({ ref, title }) => ({
        id: `map-${ref}`,
        title: `Map: what if ${title}`,
        run: () => choosing.replace([ref]),
      })),
      { id: "map-clear", title: "Map: nothing fails", run: () => clear([]) },
    ],
    [map.model],
  );
  useCommands(commands);
  return (
    <div className="map-work">
      <MapToolbar view={view} />
      <Spoken view={view} />
      <div className="map-split">
        <div className="map-main">
          <Tabs
            label="The estate as"
            tabs={[
              { id: "map", label: "Map" },
              { id: "table", label: "Table" },
            ]}
            selected={show}
            onSelect={(next) => setSearch({ show: next })}
          >
            {show === "map" ? <MapArea view={view} /> : <MapTable view={view} />}
          </Tabs>
        </div>
        <aside className="map-side" aria-label="What if">
          <FailurePanel view={view} />
          <NodePanel view={view} />
          <ImpactPanel view={view} />
        </aside>
      </div>
    </div>
  );
}

/** What depends on what, and what falls when something fails? */
export function MapPage() {
  const search = route.useSearch();
  const { map, error } = useEstateMap();
  return (
    <div className="shell-page map-page">
      <PageHeader
        title="Estate map"
        lead="What depends on what, and what falls with it. What fails here fails only as a question."
      />
      <ProblemNotice error={error} title="The map cannot be read" />
      {map === null && error === null ? <Skeleton label="Reading the estate" height={480} /> : null}
      {map === null ? null : map.model.refs.length === 0 ? (
        <EmptyState
          title="Nothing that can fail is described yet"
          action={<Link to={paths.documents}>Documents</Link>}
        >
          Write a Site, a Component that stands there and a Service that depends on it; or read them from what
          you have: <code>holdfast import</code> knows catalogues, CMDBs, Kubernetes and traces.
        </EmptyState>
      ) : (
        <Workspace key={map.version} map={map} search={search} />
      )}
    </div>
  );
}
