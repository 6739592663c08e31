import type { Json } from "../../../model/json.ts";
import type { ImportFile, ImportSource, ReadSources, UnreadablePart } from "../import-source.ts";
import { createLineFinder } from "../line-finder.ts";
import { detectDelimiter, parseCsv } from "./parse-csv.ts";

/** More columns than any table people keep. */
const columnsMax = 1_000;

/** Reads tables: each row a map from the names of its header to its cells. Rows of another length are told and read as far as they fit. */
export function readCsvSources(files: readonly ImportFile[], delimiter: string | null): ReadSources {
  const sources: ImportSource[] = [];
  const unreadable: UnreadablePart[] = [];
  for (const { file, text } of files) {
    const spanOf = createLineFinder(text);
    const report = (offset: number, row: number, column: number, message: string) => {
      const help = "repair the cell, or export the table again";
      unreadable.push({
        file,
        span: spanOf(offset),
        message: `row ${row}, column ${column}: ${message}`,
        help,
      });
    };
    const { rows, problems } = parseCsv(text, delimiter ?? detectDelimiter(text));
    for (const problem of problems) {
      const { row, column } = cellAt(rows, problem.offset);
      report(problem.offset, row, column, problem.message);
    }
    const [header, ...body] = rows;
    if (header === undefined) report(0, 1, 1, "the table is empty; its first row names the columns");
    else if (header.length > columnsMax) report(0, 1, columnsMax, `it has more than ${columnsMax} columns`);
    else {
      const names = columnNames(header.map((cell) => cell.text));
      // A line end at the end of the file, and lines left empty, are no rows.
      const records = body
        .map((cells, index) => ({ cells, row: index + 2 }))
        .filter(({ cells }) => cells.length > 1 || (cells[0]?.text ?? "") !== "");
      for (const { cells, row } of records) {
        if (cells.length !== names.length)
          report(
            cells[0]?.offset ?? 0,
            row,
            cells.length,
            `it has ${cells.length} cells, its header ${names.length}`,
          );
      }
      const value: Json = records.map(({ cells }) =>
        Object.fromEntries(names.map((name, index) => [name, cells[index]?.text ?? null])),
      );
      sources.push({
        file,
        value,
        locate: ([index, name]) => {
          const cells = typeof index === "number" ? records[index]?.cells : header;
          const column = typeof name === "string" ? names.indexOf(name) : 0;
          return spanOf(cells?.[column]?.offset ?? cells?.[0]?.offset ?? 0);
        },
      });
    }
  }
  return { sources, unreadable };
}

/** A second column of one name is `Name (2)`, one without a name `column 3`. */
function columnNames(header: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const [index, text] of header.entries()) {
    const name = text.trim() || `column ${index + 1}`;
    let free = name;
    for (let number = 2; names.includes(free); number++) free = `${name} (${number})`;
    names.push(free);
  }
  return names;
}

function cellAt(rows: ReturnType<typeof parseCsv>["rows"], offset: number) {
  const row = Math.max(
    0,
    rows.findLastIndex(([first]) => (first?.offset ?? 0) <= offset),
  );
  const column = Math.max(0, rows[row]?.findLastIndex((cell) => cell.offset <= offset) ?? 0);
  return { row: row + 1, column: column + 1 };
}
