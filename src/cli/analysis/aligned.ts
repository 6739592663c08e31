/** Rows of columns, all aligned to the left, the last as long as it is. No rows, no text. */
export function aligned(rows: readonly (readonly string[])[], indent = "  "): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows
    .map((row) =>
      `${indent}${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** A number and its noun: `1 service`, `2 services`. */
export function counted(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** The first so many of a list, and how many more there are. */
export function shortened(items: readonly string[], most: number): string {
  const more = items.length - most;
  return more > 0
    ? `${items.slice(0, most).join(", ")} and ${more.toLocaleString("en")} more`
    : items.join(", ");
}
