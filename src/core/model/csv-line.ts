/**
 * Whether a spreadsheet would take a cell for a formula by its first character (OWASP: CSV injection); numbers are none.
 * A text that only looks guarded is guarded again, so that one `'` taken away gives back what was written.
 */
export function beginsFormula(text: string): boolean {
  return /^'*\s*[=+\-@\t\r|%]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text);
}

/** A line of CSV (RFC 4180: quotes doubled, ends with CRLF) in which no cell can begin a formula. */
export function csvLine(cells: readonly string[]): string {
  const safe = cells.map((cell) => (beginsFormula(cell) ? `'${cell}` : cell));
  return `${safe.map((cell) => (/[",\r\n;']|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;
}
