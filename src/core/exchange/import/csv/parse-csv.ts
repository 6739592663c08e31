/** A cell: its text, and where in the file it begins. */
export type CsvCell = { readonly text: string; readonly offset: number };

export type CsvProblem = { readonly offset: number; readonly message: string };

export type ParsedCsv = {
  readonly rows: readonly (readonly CsvCell[])[];
  readonly problems: readonly CsvProblem[];
};

/** Problems told one by one; a file in the wrong format has one in each row. */
const problemsMax = 100;

/**
 * Parses comma-separated values (RFC 4180, with any delimiter and line end). Never throws. A broken
 * quote is told with its place and then read as the letter it is, so that the rest of the file is read.
 * Written by hand because the core is to run in a browser and to know the place of every cell, which the
 * library at hand (csv-parse) gives for rows only.
 */
export function parseCsv(text: string, delimiter: string): ParsedCsv {
  const rows: (readonly CsvCell[])[] = [];
  const problems: CsvProblem[] = [];
  const report = (offset: number, message: string) => {
    if (problems.length < problemsMax) problems.push({ offset, message });
  };
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  // Once a quote is found never to be closed, none after it can be either.
  let areQuotesBroken = false;
  while (at < text.length) {
    const row: CsvCell[] = [];
    for (;;) {
      const quoted = text[at] === '"' && !areQuotesBroken ? quotedCell(text, at, delimiter) : null;
      if (quoted?.type === "open") {
        areQuotesBroken = true;
        report(at, "this quote is never closed");
      }
      const cell = quoted?.type === "cell" ? quoted : plainCell(text, at, delimiter);
      if (quoted?.type === "cell" && quoted.strayAt !== null)
        report(quoted.strayAt, "text stands between a closing quote and the next delimiter");
      if (quoted === null && !areQuotesBroken && cell.text.includes('"'))
        report(
          at + cell.text.indexOf('"'),
          "a quote stands inside a cell that is not quoted; double it and quote the cell",
        );
      row.push({ text: cell.text, offset: at });
      at = cell.end;
      if (text[at] !== delimiter) break;
      at++;
    }
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
    rows.push(row);
  }
  return { rows, problems };
}

type QuotedCell =
  | { readonly type: "cell"; readonly text: string; readonly end: number; readonly strayAt: number | null }
  | { readonly type: "open" };

function quotedCell(text: string, start: number, delimiter: string): QuotedCell {
  let content = "";
  let at = start + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return { type: "open" };
    content += text.slice(at, close);
    if (text[close + 1] !== '"') {
      const rest = plainCell(text, close + 1, delimiter);
      const strayAt = rest.text.trim() === "" ? null : close + 1;
      return { type: "cell", text: strayAt === null ? content : content + rest.text, end: rest.end, strayAt };
    }
    content += '"';
    at = close + 2;
  }
}

/** Up to the next delimiter or end of line. */
function plainCell(
  text: string,
  start: number,
  delimiter: string,
): { readonly text: string; readonly end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++;
  return { text: text.slice(start, end), end };
}

/** The delimiter that stands most often in the first line, outside quotes; a comma where none does. */
export function detectDelimiter(text: string): string {
  const header = (text.split(/\r|\n/, 1)[0] ?? "").slice(0, 100_000).replaceAll(/"[^"]*"/g, "");
  const counted = [",", ";", "\t", "|"].map((sign) => ({ sign, count: header.split(sign).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}
