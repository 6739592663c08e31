import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { paths } from "../../paths.ts";
import { itemLooks } from "./drawing/item-looks.ts";
import { type Drawing, planDrawing } from "./drawing/plan-drawing.ts";
import { listOf, type MapSearch } from "./map-search.ts";
import { type ChoiceHistory, choose, historyOf, redo, toggled, undo } from "./model/choice-history.ts";
import { type FailedNodes, failedNodes, placesOf } from "./model/failed-nodes.ts";
import { type Groups, groupsOf } from "./model/grouping.ts";
import { type Filtered, filterNodes, isNamed, linkTest } from "./model/map-filter.ts";
import { countStates, type StateCounts } from "./model/node-state.ts";
import type { OpenMap } from "./use-estate-map.ts";
import { type Impact, useImpact, useRadii } from "./use-impact.ts";

export type SetSearch = (
  change: { readonly [name in keyof MapSearch]?: MapSearch[name] | undefined },
) => void;

/** What is chosen to fail, and how that is changed. */
export type Choosing = {
  readonly history: ChoiceHistory;
  readonly failed: FailedNodes;
  readonly toggle: (ref: string) => void;
  readonly replace: (refs: readonly string[]) => void;
  readonly undo: () => void;
  readonly redo: () => void;
};

/** Everything the parts of the map page show. */
export type MapView = {
  readonly map: OpenMap;
  readonly search: MapSearch;
  readonly setSearch: SetSearch;
  readonly choosing: Choosing;
  readonly impact: Impact;
  /** With what is pointed at, and without it. */
  readonly counts: { readonly now: StateCounts; readonly preview: StateCounts };
  readonly radii: Int32Array | null;
  readonly filtered: Filtered;
  readonly groups: Groups;
  readonly drawing: Drawing;
  readonly looks: readonly string[];
  readonly matches: ReadonlySet<number> | null;
  /** The node that is looked at. */
  readonly active: number | null;
  readonly setActive: (node: number | null) => void;
  readonly pointed: number | null;
  readonly setPointed: (node: number | null) => void;
};

function useSetSearch(): SetSearch {
  const navigate = useNavigate();
  return useCallback(
    (change) => {
      const next = (before: MapSearch): MapSearch => {
        const all = Object.entries({ ...before, ...change });
        return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== ""));
      };
      void navigate({ to: paths.map, search: next as never, replace: true, resetScroll: false });
    },
    [navigate],
  );
}

function useChoosing({ model }: OpenMap, search: MapSearch, setSearch: SetSearch): Choosing {
  const [history, setHistory] = useState<ChoiceHistory>(() => historyOf(listOf(search.fail)));
  const inAddress = search.fail ?? "";
  // Somebody went back, or followed a link to this page.
  const present = history.present.join(",") === inAddress ? history : choose(history, listOf(inAddress));
  const go = useCallback(
    (next: ChoiceHistory) => {
      setHistory(next);
      setSearch({ fail: next.present.join(",") });
    },
    [setSearch],
  );
  const failed = useMemo(() => failedNodes(model, listOf(inAddress)), [model, inAddress]);
  return {
    history: present,
    failed,
    toggle: (ref) => go(choose(present, toggled(present.present, ref))),
    replace: (refs) => go(choose(present, refs)),
    undo: () => go(undo(present)),
    redo: () => go(redo(present)),
  };
}

function useMatches({ model }: OpenMap, q: string | undefined): ReadonlySet<number> | null {
  return useMemo(() => {
    const words = (q ?? "").toLowerCase().trim();
    if (words === "") return null;
    return new Set([...model.refs.keys()].filter((node) => isNamed(model, node, words)));
  }, [model, q]);
}

function useDrawing({ model }: OpenMap, search: MapSearch, { nodes }: Filtered) {
  const { group, open, links } = search;
  const by = group ?? "site";
  const groups = useMemo(() => groupsOf(model, by, nodes), [model, by, nodes]);
  const drawing = useMemo(
    () => planDrawing(model, groups, new Set(listOf(open)), linkTest(links ?? "all")),
    [model, groups, open, links],
  );
  return { groups, drawing };
}

/** What of an address decides which nodes are left: as long as it is the same, nothing is filtered, grouped or laid out again. */
function filterKey({
  fail: _fail,
  q: _q,
  open: _open,
  group: _group,
  show: _show,
  at,
  ...rest
}: MapSearch): string {
  return JSON.stringify(Object.keys(rest).length === 0 || at === undefined ? rest : { ...rest, at });
}

/** The state of the map page: what the address says, what follows from it, and what is pointed at. */
export function useMapView(map: OpenMap, search: MapSearch): MapView {
  const { model } = map;
  const setSearch = useSetSearch();
  const choosing = useChoosing(map, search, setSearch);
  const [pointed, setPointed] = useState<number | null>(null);
  const [active, setActive] = useState<number | null>(() => placesOf(model).get(search.at ?? "") ?? null);
  useEffect(() => setActive(placesOf(model).get(search.at ?? "") ?? null), [model, search.at]);
  const impact = useImpact(map, choosing.failed.nodes, pointed);
  // Only a filter by state has to look at states.
  const states = search.state === undefined ? null : impact.states;
  const key = filterKey(search);
  const filtered = useMemo(
    () => filterNodes(model, JSON.parse(key) as MapSearch, states, false),
    [model, key, states],
  );
  const { groups, drawing } = useDrawing(map, search, filtered);
  const { states: now, preview } = impact;
  const looks = useMemo(
    () => itemLooks(drawing, groups.groups, now, preview),
    [drawing, groups, now, preview],
  );
  const counts = useMemo(
    () => ({ now: countStates(now, model), preview: countStates(preview, model) }),
    [now, preview, model],
  );
  return {
    map,
    search,
    setSearch,
    choosing,
    impact,
    counts,
    radii: useRadii(map),
    filtered,
    groups,
    drawing,
    looks,
    matches: useMatches(map, search.q),
    active,
    setActive,
    pointed,
    setPointed,
  };
}
