/** Lines of columns, the first aligned to the left and the others to the right; the first row is the heading. */
export function textTable(rows: readonly (readonly string[])[], indent = "  "): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) => {
      const cells = row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      );
      return `${indent}${cells.join("  ")}`.trimEnd();
    })
    .join("\n");
}
