import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { IncidentRecord } from "#core/analysis/history/incident-record.ts";
import {
  type IncidentRow,
  readIncidentList,
  rowsOfJson,
  rowsOfTable,
} from "#core/analysis/history/read-incident-list.ts";
import { readIncidentMarkdown } from "#core/analysis/history/read-incident-markdown.ts";
import { parseCsv } from "#core/exchange/import/csv/parse-csv.ts";
import { UsageError } from "./exit-code.ts";

const readable = /\.(csv|tsv|json|jsonl|md|erb|markdown)$/i;
const bytesMax = 64 * 1024 * 1024;
const filesMax = 10_000;

/** What was read, and files in which there was no incident. */
export type ReadIncidents = {
  readonly records: readonly IncidentRecord[];
  readonly empty: readonly string[];
};

/** Incidents of files and folders: CSV, JSON, JSON lines, and reports in Markdown. Throws `UsageError`. */
export async function readIncidents(paths: readonly string[]): Promise<ReadIncidents> {
  const files = (await Promise.all(paths.map((each) => filesOf(each)))).flat();
  if (files.length > filesMax) throw new UsageError(`${files.length} files are more than ${filesMax}`);
  const read = await Promise.all(files.map(async (file) => ({ file, records: await recordsOf(file) })));
  return {
    records: read.flatMap(({ records }) => records),
    empty: read.filter(({ records }) => records.length === 0).map(({ file }) => file),
  };
}

async function filesOf(given: string): Promise<readonly string[]> {
  const found = await stat(given).catch(() => null);
  if (found === null) throw new UsageError(`${given}: there is no such file or folder`);
  if (!found.isDirectory()) return [given];
  const names = await readdir(given, { recursive: true });
  return names
    .filter((name) => readable.test(name))
    .sort()
    .map((name) => path.join(given, name));
}

async function recordsOf(file: string): Promise<readonly IncidentRecord[]> {
  const { size } = await stat(file);
  if (size > bytesMax) throw new UsageError(`${file} has ${size} bytes; split it, the limit is ${bytesMax}`);
  const text = (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  if (/\.(csv|tsv)$/i.test(file)) return readIncidentList(csvRows(file, text));
  if (/\.jsonl?$/i.test(file)) return readIncidentList(jsonRows(file, text));
  const record = readIncidentMarkdown(path.basename(file), text);
  return record === null ? [] : [record];
}

function csvRows(file: string, text: string): readonly IncidentRow[] {
  const firstLine = text.slice(0, text.indexOf("\n") >>> 0);
  const delimiter = [",", ";", "\t"].toSorted(
    (one, other) => firstLine.split(other).length - firstLine.split(one).length,
  )[0];
  const { rows, problems } = parseCsv(text, delimiter ?? ",");
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(`${file}: ${problem.message}`);
  return rowsOfTable(rows.map((row) => row.map((cell) => cell.text)));
}

function jsonRows(file: string, text: string): readonly IncidentRow[] {
  try {
    const value: unknown = /\.jsonl$/i.test(file)
      ? text
          .split("\n")
          .filter((line) => line.trim() !== "")
          .map((line) => JSON.parse(line) as unknown)
      : JSON.parse(text);
    const rows = rowsOfJson(value);
    if (rows !== null) return rows;
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${(error as Error).message}`);
  }
  throw new UsageError(`${file} holds no list of incidents`);
}
