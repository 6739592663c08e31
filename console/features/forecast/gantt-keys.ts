import type { GanttRow } from "./gantt-layout.ts";

/** Where a bar stands: the row, and the place in it. */
export type BarPlace = { readonly row: number; readonly bar: number };

/** The bar that a key goes to; null where the key means nothing here. Rows without bars are passed over. */
export function moveInGantt(rows: readonly GanttRow[], { row, bar }: BarPlace, key: string): BarPlace | null {
  const bars = rows[row]?.bars ?? [];
  switch (key) {
    case "ArrowRight":
      return bar + 1 < bars.length ? { row, bar: bar + 1 } : null;
    case "ArrowLeft":
      return bar > 0 ? { row, bar: bar - 1 } : null;
    case "Home":
      return { row, bar: 0 };
    case "End":
      return { row, bar: Math.max(0, bars.length - 1) };
    case "ArrowDown":
      return nearest(rows, { row, bar }, 1);
    case "ArrowUp":
      return nearest(rows, { row, bar }, -1);
    default:
      return null;
  }
}

/** In the next row that has bars, the one that begins nearest to where one is. */
function nearest(rows: readonly GanttRow[], { row, bar }: BarPlace, by: 1 | -1): BarPlace | null {
  const from = rows[row]?.bars[bar]?.startSeconds ?? 0;
  for (let next = row + by; next >= 0 && next < rows.length; next += by) {
    const bars = rows[next]?.bars ?? [];
    if (bars.length === 0) continue;
    const distances = bars.map(({ startSeconds }) => Math.abs(startSeconds - from));
    return { row: next, bar: distances.indexOf(Math.min(...distances)) };
  }
  return null;
}
