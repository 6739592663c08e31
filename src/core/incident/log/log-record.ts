import type { IncidentLog } from "./incident-log.ts";
import type { PrintedRecord, RecordBlock } from "./printed-record.ts";

/** The log of an incident for paper: its entries, and the table of its signals. */
export function logRecord(log: IncidentLog): PrintedRecord {
  const { incident, title, mode, knownAt, exportedAt, head, entries, signals } = log;
  const what = knownAt === null ? "everything in the log" : `what was known at ${knownAt}`;
  return {
    title: `${mode === "exercise" ? "EXERCISE: " : ""}${title}`,
    about: [
      `Log of incident ${incident}: ${what}.`,
      `Taken out at ${exportedAt}; all times are UTC. ${entries.length} entries; entry ${head.entry} has the hash ${head.hash}, which seals all before it.`,
      "An entry is never changed: what was wrong has a correction beside it. The signed bundle of the same log is verified with the public key alone.",
    ],
    foot: `incident ${incident} · entry ${head.entry} · ${head.hash.slice(0, 12)}`,
    sections: [
      { title: "What happened, in order", blocks: [entryTable(entries)] },
      { title: "Signals", blocks: [signalTable(signals)] },
    ],
  };
}

const clock = (at: string) => at.replace("T", " ").replace("Z", "");

function entryTable(entries: IncidentLog["entries"]): RecordBlock {
  return {
    type: "table",
    columns: [
      { title: "No.", share: 2 },
      { title: "Time (UTC)", share: 6 },
      { title: "By", share: 6 },
      { title: "What", share: 20 },
    ],
    rows: entries.map((entry) => [
      String(entry.entry),
      clock(entry.at),
      entry.by,
      [
        entry.detail === "" ? entry.title : `${entry.title}: ${entry.detail}`,
        ...(entry.correctedBy.length > 0 ? [`CORRECTED by entry ${entry.correctedBy.join(", ")}`] : []),
      ].join("\n"),
    ]),
  };
}

function signalTable(signals: IncidentLog["signals"]): RecordBlock {
  if (signals.length === 0) return { type: "text", text: "No signal was put to the incident." };
  return {
    type: "table",
    columns: [
      { title: "Time (UTC)", share: 6 },
      { title: "Source", share: 4 },
      { title: "What it says", share: 12 },
      { title: "Component", share: 6 },
      { title: "Status", share: 3 },
      { title: "Entry", share: 2 },
    ],
    rows: signals.map((signal) => [
      clock(signal.at),
      signal.source,
      signal.title,
      signal.component ?? "",
      signal.status,
      String(signal.entry),
    ]),
  };
}
