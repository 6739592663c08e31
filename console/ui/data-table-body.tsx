import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, useLayoutEffect, useRef, useState } from "react";
import type { DataColumn } from "./data-table-column.ts";

/** Up to here every row is drawn: printing, the browser's own search and screen readers see all. */
const drawnMax = 200;
const rowPixels = 37;

type Props<Row> = {
  readonly shown: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly selected: string | undefined;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onRow: (row: Row) => (event: MouseEvent) => void;
};

type RowProps<Row> = Omit<Props<Row>, "shown"> & {
  readonly row: Row;
  readonly index: number;
  readonly measure?: (element: HTMLElement | null) => void;
};

function TableRow<Row>({ row, index, columns, rowKey, selected, onOpen, onRow, measure }: RowProps<Row>) {
  const key = rowKey(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter does it, and each row has its link
    <tr
      ref={measure}
      data-row
      data-index={index}
      data-openable={onOpen !== undefined}
      data-selected={key === selected}
      aria-rowindex={index + 2}
      tabIndex={-1}
      onClick={onRow(row)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.target !== event.currentTarget) return;
        event.preventDefault();
        onOpen?.(row);
      }}
    >
      {columns.map(({ id, head, text, cell, align, hideBelow }) => (
        <td key={id} data-head={head} data-align={align} data-hide-below={hideBelow}>
          {cell === undefined ? <bdi>{text(row)}</bdi> : cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** The rows on screen, with the room that the others take above and below. */
function FarBody<Row>({ shown, ...rest }: Props<Row>) {
  const bodyRef = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const top = bodyRef.current?.getBoundingClientRect().top ?? 0;
    setScrollMargin(top + window.scrollY);
  }, []);
  const virtual = useWindowVirtualizer({
    count: shown.length,
    estimateSize: () => rowPixels,
    overscan: 12,
    scrollMargin,
  });
  const items = virtual.getVirtualItems();
  const above = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);
  return (
    <tbody ref={bodyRef}>
      {above > 0 ? <tr aria-hidden="true" style={{ height: above }} /> : null}
      {items.map(({ index }) => {
        const row = shown[index];
        return row === undefined ? null : (
          <TableRow
            key={rest.rowKey(row)}
            row={row}
            index={index}
            measure={virtual.measureElement}
            {...rest}
          />
        );
      })}
      {below > 0 ? <tr aria-hidden="true" style={{ height: below }} /> : null}
    </tbody>
  );
}

/** The rows of a data table. */
export function TableBody<Row>(props: Props<Row>) {
  const { shown, ...rest } = props;
  if (shown.length > drawnMax) return <FarBody {...props} />;
  return (
    <tbody>
      {shown.map((row, index) => (
        <TableRow key={rest.rowKey(row)} row={row} index={index} {...rest} />
      ))}
    </tbody>
  );
}
