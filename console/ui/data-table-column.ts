import type { ReactNode } from "react";
import type { SortValue } from "./table-order.ts";

/** A column of a data table. */
export type DataColumn<Row> = {
  readonly id: string;
  readonly head: string;
  /** The cell in words: what is searched, copied and, without `cell`, shown. */
  readonly text: (row: Row) => string;
  readonly cell?: (row: Row) => ReactNode;
  /** What the column sorts by, where its text is not it. */
  readonly sortBy?: (row: Row) => SortValue;
  readonly align?: "end";
  /** Left out on screens narrower than this many pixels; the copy has it. */
  readonly hideBelow?: 768 | 1100;
  /** Of the width of the table, such as `24%`; what is left is shared by what stands in the others. */
  readonly width?: string;
};
