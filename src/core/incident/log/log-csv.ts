import { csvLine } from "../../model/csv-line.ts";
import type { IncidentLog } from "./incident-log.ts";

const columns = [
  "kind",
  "entry",
  "time (UTC)",
  "by",
  "what",
  "detail",
  "corrects",
  "corrected by",
  "signal",
  "source",
  "component",
  "status",
];

/**
 * The log as one CSV table (RFC 4180), in order: a row for each entry, and after an entry that attached signals a row
 * for each of them, with its own time. No cell can begin a formula in a spreadsheet.
 */
export function logCsv({ entries, signals }: IncidentLog): string {
  const bySignals = Map.groupBy(signals, ({ entry }) => entry);
  const rows = entries.flatMap(({ entry, at, by, title, detail, corrects, correctedBy }) => [
    [
      "entry",
      String(entry),
      at,
      by,
      title,
      detail,
      corrects === null ? "" : String(corrects),
      correctedBy.join(" "),
      "",
      "",
      "",
      "",
    ],
    ...(bySignals.get(entry) ?? []).map((signal) => [
      "signal",
      String(entry),
      signal.at,
      "",
      "Signal",
      signal.title,
      "",
      "",
      signal.id,
      signal.source,
      signal.component ?? "",
      signal.status,
    ]),
  ]);
  return [columns, ...rows].map(csvLine).join("");
}
