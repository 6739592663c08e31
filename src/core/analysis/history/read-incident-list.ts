import { parseDuration } from "../../model/duration.ts";
import {
  type IncidentRecord,
  type Milestone,
  readDurationText,
  readMoment,
  type StatedDuration,
} from "./incident-record.ts";

/** A row of a list: the name of the column (in lower case, with `_` between words), and its text. */
export type IncidentRow = ReadonlyMap<string, string>;

/** What columns are called in the exports of incident tools and status pages. */
const columns: { readonly [name in Milestone]: readonly string[] } = {
  began: [
    "began",
    "began_at",
    "start",
    "start_time",
    "started_at",
    "created_at",
    "created",
    "opened_at",
    "fault_at",
  ],
  detected: ["detected", "detected_at", "first_detected", "aware_at"],
  declared: ["declared", "declared_at", "acknowledged_at"],
  repaired: ["repaired", "repaired_at", "mitigated_at", "restored_at"],
  resolved: ["resolved", "resolved_at", "end", "end_time", "ended_at", "closed_at"],
};
const idColumns = ["id", "incident_id", "number", "key"];
const subjectColumns = ["service", "component", "provider_id", "provider_name", "subject"];
/** The names with their unit in seconds; null: the text says its unit itself. */
const durationColumns: readonly (readonly [string, number | null])[] = [
  ["duration_seconds", 1],
  ["duration_minutes", 60],
  ["duration_hours", 3600],
  ["duration", null],
];

/** Incidents of a list with named columns, CSV or JSON. A row without any moment and duration gives none. */
export function readIncidentList(rows: Iterable<IncidentRow>): readonly IncidentRecord[] {
  const records: IncidentRecord[] = [];
  let number = 0;
  for (const row of rows) {
    number += 1;
    const record = readRow(row, number);
    if (record !== null) records.push(record);
  }
  return records;
}

function readRow(row: IncidentRow, number: number): IncidentRecord | null {
  const moments: { [name in Milestone]?: number } = {};
  const unreadable: { what: string; text: string }[] = [];
  for (const [milestone, names] of Object.entries(columns)) {
    const text = firstOf(row, names);
    if (text === null) continue;
    const moment = readMoment(text);
    if (moment === null) unreadable.push({ what: milestone, text });
    else moments[milestone as Milestone] = moment;
  }
  const stated = statedIn(row, unreadable);
  if (Object.keys(moments).length === 0 && stated.length === 0 && unreadable.length === 0) return null;
  const isPlanned =
    /maintenance/i.test(row.get("severity") ?? "") || /^\[scheduled\]/i.test(row.get("title") ?? "");
  return {
    id: firstOf(row, idColumns) ?? `row ${number}`,
    subject: firstOf(row, subjectColumns),
    moments,
    timeline: [],
    stated,
    isPlanned,
    unreadable,
  };
}

function statedIn(row: IncidentRow, unreadable: { what: string; text: string }[]): readonly StatedDuration[] {
  for (const [name, unit] of durationColumns) {
    const text = row.get(name)?.trim() ?? "";
    if (text === "") continue;
    const number = Number(text);
    const seconds =
      unit === null || Number.isNaN(number) ? (parseDuration(text) ?? readDurationText(text)) : number * unit;
    if (seconds !== null) return [{ what: "resolve", seconds, supportHours: null }];
    unreadable.push({ what: name, text });
  }
  return [];
}

function firstOf(row: IncidentRow, names: readonly string[]): string | null {
  for (const name of names) {
    const text = row.get(name)?.trim();
    if (text !== undefined && text !== "") return text;
  }
  return null;
}

/** Rows of a JSON array of objects; nested values are left out. Null for what is no such array. */
export function rowsOfJson(value: unknown): readonly IncidentRow[] | null {
  if (!Array.isArray(value)) return null;
  return value
    .filter((item): item is object => typeof item === "object" && item !== null && !Array.isArray(item))
    .map((item) => {
      const cells = Object.entries(item).filter(([, cell]) => ["string", "number"].includes(typeof cell));
      return new Map(cells.map(([name, cell]) => [columnName(name), String(cell)]));
    });
}

/** Rows of a table whose first row names the columns. */
export function rowsOfTable(table: readonly (readonly string[])[]): readonly IncidentRow[] {
  const [names = [], ...rows] = table;
  return rows.map((row) => new Map(names.map((name, column) => [columnName(name), row[column] ?? ""])));
}

function columnName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
}
