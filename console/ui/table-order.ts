/** By which column a table is sorted, and which way. */
export type TableSort = { readonly column: string; readonly direction: "up" | "down" };

/** What a column sorts by: a number, a text, or nothing known. */
export type SortValue = number | string | null;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** What is not known stands last whichever way one sorts: it is neither the least nor the most. */
function compare(one: SortValue, other: SortValue, sign: 1 | -1): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
  if (typeof one === "number" && typeof other === "number") return sign * (one - other);
  return sign * collator.compare(String(one), String(other));
}

/** The rows by the value of a column; rows of the same value stay as they were. */
export function sorted<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  direction: TableSort["direction"],
): readonly Row[] {
  const keyed = rows.map((row) => [value(row), row] as const);
  const sign = direction === "up" ? 1 : -1;
  return keyed.toSorted(([one], [other]) => compare(one, other, sign)).map(([, row]) => row);
}

/** The rows in which every word that was typed occurs somewhere. */
export function filtered<Row>(
  rows: readonly Row[],
  text: (row: Row) => string,
  typed: string,
): readonly Row[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const whole = text(row).toLocaleLowerCase();
    return words.every((word) => whole.includes(word));
  });
}
