import { type MouseEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { CopyMenu } from "./copy-menu.tsx";
import { TableBody } from "./data-table-body.tsx";
import type { DataColumn } from "./data-table-column.ts";
import { Icon } from "./icon.tsx";
import { SearchField } from "./search-field.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { filtered, sorted, type TableSort } from "./table-order.ts";
import "./data-table.css";

type Props<Row> = {
  /** What the rows are: “Services”. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  /** What Enter and a click on a row do. Give the first cell a link as well. */
  readonly onOpen?: (row: Row) => void;
  /** Whether there is a field that filters the rows; `/` goes there. */
  readonly search?: boolean;
  /** What is typed there, where the address keeps it; otherwise the table does. */
  readonly filter?: string;
  readonly onFilter?: (typed: string) => void;
  readonly sort?: TableSort;
  readonly onSort?: (sort: TableSort) => void;
  /** More filters, beside the search. */
  readonly toolbar?: ReactNode;
  /** Stands in the place of the rows when there are none at all. */
  readonly empty?: ReactNode;
  /** The row that is shown elsewhere on the page. */
  readonly selected?: string;
};

function useOrdered<Row>({ rows, columns, filter, onFilter, sort, onSort }: Props<Row>) {
  const [ownFilter, setOwnFilter] = useState("");
  const [ownSort, setOwnSort] = useState<TableSort | undefined>(sort);
  const typed = onFilter === undefined ? ownFilter : (filter ?? "");
  const order = onSort === undefined ? ownSort : sort;
  const found = useMemo(() => {
    return filtered(rows, (row) => columns.map(({ text }) => text(row)).join("\n"), typed);
  }, [rows, columns, typed]);
  const shown = useMemo(() => {
    const column = columns.find(({ id }) => id === order?.column);
    return column === undefined || order === undefined
      ? found
      : sorted(found, column.sortBy ?? column.text, order.direction);
  }, [found, columns, order]);
  return { typed, order, shown, setTyped: onFilter ?? setOwnFilter, setOrder: onSort ?? setOwnSort };
}

/** Moves the focus among the rows on screen, when it is in this table or in none. */
function moveRow(table: HTMLElement | null, by: 1 | -1): boolean {
  const focused = document.activeElement?.closest("[data-table]") ?? null;
  if (table === null || (focused !== null && focused !== table)) return false;
  const rows = [...table.querySelectorAll<HTMLElement>("tbody tr[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
  return row !== undefined;
}

type HeadProps<Row> = {
  readonly column: DataColumn<Row>;
  readonly order: TableSort | undefined;
  readonly setOrder: (sort: TableSort) => void;
};

function Head<Row>({ column, order, setOrder }: HeadProps<Row>) {
  const { id, head, align, hideBelow, width } = column;
  const direction = order?.column === id ? order.direction : null;
  const next = direction === "up" ? "down" : "up";
  return (
    <th
      scope="col"
      data-align={align}
      data-hide-below={hideBelow}
      style={width === undefined ? undefined : { width }}
      aria-sort={direction === null ? undefined : direction === "up" ? "ascending" : "descending"}
    >
      <button type="button" onClick={() => setOrder({ column: id, direction: next })}>
        {head}
        {direction === null ? null : <Icon name={direction} size={10} />}
      </button>
    </th>
  );
}

/**
 * Rows to search, sort, walk with j and k, open with Enter and copy. Long ones draw only what is on
 * screen, and the copy has all of them.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { label, rows, columns, rowKey, onOpen, search = false, toolbar, empty, selected } = props;
  const rootRef = useRef<HTMLDivElement>(null);
  const { typed, order, shown, setTyped, setOrder } = useOrdered(props);
  useShortcuts(label, {
    j: { does: "next row", act: () => moveRow(rootRef.current, 1) },
    k: { does: "previous row", act: () => moveRow(rootRef.current, -1) },
  });
  const copied = () => ({
    heads: columns.map(({ head }) => head),
    rows: shown.map((row) => columns.map(({ text }) => text(row))),
  });
  const onRow = (row: Row) => (event: MouseEvent) => {
    const isOwn = (event.target as HTMLElement).closest("a, button, input, label, summary") !== null;
    if (!isOwn && String(getSelection() ?? "") === "") onOpen?.(row);
  };
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  const count = shown.length === rows.length ? `${rows.length}` : `${shown.length} of ${rows.length}`;
  return (
    <div className="data-table" data-table ref={rootRef}>
      <div className="data-table-bar">
        {search ? <SearchField label={`Search ${label}`} value={typed} onChange={setTyped} /> : null}
        {toolbar}
        <span className="data-table-count" role="status">
          {count}
        </span>
        <CopyMenu table={copied} />
      </div>
      <table aria-label={label} aria-rowcount={shown.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} order={order} setOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <TableBody
          shown={shown}
          columns={columns}
          rowKey={rowKey}
          selected={selected}
          onOpen={onOpen}
          onRow={onRow}
        />
      </table>
      {shown.length === 0 ? (
        <p className="data-table-none">
          {rows.length === 0
            ? `There are no ${label.toLocaleLowerCase()}.`
            : "Nothing matches what is typed."}
        </p>
      ) : null}
    </div>
  );
}
