import { useMemo } from "react";
import { DataTable } from "../../ui/data-table.tsx";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { filterNodes } from "./model/map-filter.ts";
import { impactRow, recoveriesOf } from "./model/impact-rows.ts";
import { kindOf } from "./model/map-model.ts";
import { nodeStates } from "./model/node-state.ts";
import { NodeName, StateMark } from "./panel/node-name.tsx";
import type { MapView } from "./use-map-view.ts";

type Column = DataColumn<number>;

function whyColumns({ map, impact }: MapView): readonly Column[] {
  const { model } = map;
  const { states, reasons } = impact;
  const recoveries = recoveriesOf(model);
  const rowOf = (node: number) =>
    reasons === null || states[node]! < 2 ? null : impactRow(model, recoveries, states, reasons, node);
  return [
    {
      id: "because",
      head: "Because of",
      text: (node) => (rowOf(node)?.because ?? []).map((one) => model.titles[one]!).join(" → "),
      hideBelow: 768,
      width: "22%",
    },
    {
      id: "recoverable",
      head: "Brought back by",
      text: (node) => (rowOf(node)?.recoverableBy ?? []).join(" "),
      hideBelow: 1100,
    },
  ];
}

function columnsOf(view: MapView): readonly Column[] {
  const { map, impact, radii, setActive } = view;
  const { model } = map;
  const titleAt = (node: number) => (node < 0 ? "" : model.titles[node]!);
  const countAt = (start: Int32Array) => (node: number) => start[node + 1]! - start[node]!;
  const needs = countAt(model.needs.start);
  const neededBy = countAt(model.neededBy.start);
  return [
    {
      id: "name",
      head: "Name",
      text: (node) => `${model.titles[node]!} (${model.refs[node]!})`,
      cell: (node) => <NodeName model={model} node={node} onShow={setActive} />,
      sortBy: (node) => model.titles[node]!,
      width: "24%",
    },
    { id: "kind", head: "Kind", text: (node) => kindOf(model, node), hideBelow: 1100 },
    {
      id: "state",
      head: "State",
      text: (node) => nodeStates[impact.states[node]!]!,
      cell: (node) => <StateMark state={impact.states[node]!} />,
      sortBy: (node) => impact.states[node]!,
    },
    ...whyColumns(view),
    { id: "site", head: "Site", text: (node) => titleAt(model.site[node]!), hideBelow: 768 },
    { id: "owner", head: "Owner", text: (node) => titleAt(model.team[node]!), hideBelow: 1100 },
    {
      id: "needs",
      head: "Needs",
      text: (node) => String(needs(node)),
      sortBy: needs,
      align: "end",
      hideBelow: 768,
    },
    {
      id: "needed-by",
      head: "Needed by",
      text: (node) => String(neededBy(node)),
      sortBy: neededBy,
      align: "end",
      hideBelow: 768,
    },
    {
      id: "alone",
      head: "Alone takes down",
      text: (node) => (radii === null ? "…" : String(radii[node]!)),
      sortBy: (node) => radii?.[node] ?? 0,
      align: "end",
    },
  ];
}

/** The map in words: the same nodes by the same filters, to read aloud, to sort and to take elsewhere. */
export function MapTable({ view }: { readonly view: MapView }) {
  const { map, search, setSearch, impact, active, radii, setActive } = view;
  const { model } = map;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the cells show
  const columns = useMemo(() => columnsOf(view), [model, impact.states, impact.reasons, radii]);
  const states = search.state === undefined ? null : impact.states;
  const key = JSON.stringify({ ...search, fail: undefined, q: undefined });
  const rows = useMemo(
    () => filterNodes(model, JSON.parse(key) as typeof search, states, true).nodes,
    [model, key, states],
  );
  return (
    <DataTable
      label="Nodes of the estate"
      rows={rows}
      columns={columns}
      rowKey={(node) => model.refs[node]!}
      onOpen={setActive}
      filter={search.q ?? ""}
      onFilter={(q) => setSearch({ q })}
      {...(active === null ? {} : { selected: model.refs[active]! })}
      empty={<EmptyState title="No node is left by the filters">Take a filter away to see more.</EmptyState>}
    />
  );
}
