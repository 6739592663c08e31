/** What a table shows, as text alone: the heads, and the rows as they are filtered and sorted. */
export type TextTable = {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/**
 * Comma-separated values (RFC 4180). A field that a spreadsheet would run as a formula gets an
 * apostrophe before it (OWASP, CSV injection): names come from documents that anybody wrote.
 */
export function csvOf({ heads, rows }: TextTable): string {
  return [heads, ...rows].map((row) => row.map(csvField).join(",")).join("\r\n");
}

function csvField(text: string): string {
  // A negative number is no formula.
  const isFormula = /^[=+@\t\r]|^-(?![\d.])/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table in GitHub's Markdown. What a document says stays text: nothing in it marks anything up. */
export function markdownOf({ heads, rows }: TextTable): string {
  const line = (row: readonly string[]) => `| ${row.map(markdownField).join(" | ")} |`;
  return [line(heads), `| ${heads.map(() => "---").join(" | ")} |`, ...rows.map(line)].join("\n");
}

function markdownField(text: string): string {
  return text.replaceAll(/([\\`*_[\]<>|~])/g, "\\$1").replaceAll(/\s*\r?\n\s*/g, " ");
}
