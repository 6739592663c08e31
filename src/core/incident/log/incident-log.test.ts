import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../../model/json.ts";
import { incidentLog, knownAt, type LogEvent } from "./incident-log.ts";
import { logCsv } from "./log-csv.ts";
import { logRecord } from "./log-record.ts";
import { recordMarkdown } from "./printed-record.ts";

const ana = { type: "person", ref: "person:ana", teams: [] } as const;
const at = (minute: number) => `2026-11-25T14:${String(minute).padStart(2, "0")}:00.000Z`;

function entry(version: number, minute: number, type: string, data: JsonObject): LogEvent {
  return { version, type, data, actor: ana, at: at(minute), hash: `hash${version}` };
}

const opened = entry(1, 0, "IncidentOpened", {
  title: "Orders fail",
  summary: "",
  mode: "live",
  openedBy: "person",
  detectedAt: at(0),
  services: ["service:orders"],
  components: [],
  regulations: [],
  timeZone: "UTC",
});
const evil = '=HYPERLINK("http://evil","x")';
const signal = {
  id: "17",
  at: at(1),
  title: evil,
  source: "alertmanager",
  component: "component:db",
  status: "firing",
};
const log: readonly LogEvent[] = [
  opened,
  entry(2, 2, "SignalsAttached", { signals: [signal], reason: "they fire" }),
  entry(3, 5, "IncidentNoted", { text: "@SUM(A1)\nsmoke | in *the* hall", about: null }),
  entry(4, 6, "EntryCorrected", { version: 3, text: "dust", reason: "looked again" }),
];
const when = { knownAt: null, exportedAt: at(30) };

test("[A7.6] the log has every entry in order, corrections beside what they correct, and its signals", () => {
  const { entries, signals, head, title } = incidentLog("abc", log, when);
  assert.equal(title, "Orders fail");
  assert.deepEqual(
    entries.map(({ entry: number, title: what, corrects, correctedBy }) => [
      number,
      what,
      corrects,
      correctedBy,
    ]),
    [
      [1, "Incident opened", null, []],
      [2, "Signals attached", null, []],
      [3, "Note", null, [4]],
      [4, "Correction", 3, []],
    ],
  );
  assert.match(entries[2]?.detail ?? "", /smoke/, "what was wrong stays");
  assert.deepEqual(signals, [{ ...signal, entry: 2 }]);
  assert.deepEqual(head, { entry: 4, hash: "hash4" });
});

test("[A7.6] what was known at an instant is a whole beginning of the log, also where two clocks disagree", () => {
  const known = (minute: number) => knownAt(log, at(minute)).map(({ version }) => version);
  assert.deepEqual(known(5), [1, 2, 3]);
  assert.deepEqual(known(4), [1, 2]);
  assert.deepEqual(knownAt(log, null), log);
  const skewed = [opened, entry(2, 9, "IncidentNoted", { text: "a", about: null }), entry(3, 4, "B", {})];
  assert.deepEqual(
    knownAt(skewed, at(5)).map(({ version }) => version),
    [1],
    "what came after something later is not taken for knowledge of before",
  );
  const cut = incidentLog("abc", knownAt(log, at(5)), { knownAt: at(5), exportedAt: at(30) });
  assert.deepEqual(cut.entries[2]?.correctedBy, [], "the correction was not known yet");
});

test("[A7.6] the table opens in a spreadsheet without any cell becoming a formula", () => {
  const table = logCsv(incidentLog("abc", log, when));
  const lines = table.split("\r\n");
  assert.match(lines[0] ?? "", /^kind,entry,time \(UTC\),by,what,detail/);
  assert.match(table, /signal,2,2026-11-25T14:01:00.000Z,,Signal,"'=HYPERLINK\(""http:\/\/evil"",""x""\)"/);
  assert.match(table, /"'@SUM\(A1\)\nsmoke/);
  for (const cell of table.split(/[,\r\n]/)) assert.doesNotMatch(cell, /^"?[=+@\t|%]/, cell);
});

test("on paper no text of the log becomes markup, and nothing of it is left out", () => {
  const text = recordMarkdown(logRecord(incidentLog("abc", log, when)));
  assert.match(text, /@SUM\(A1\)<br>smoke \\\| in \\\*the\\\* hall<br>CORRECTED by entry 4/);
  assert.match(text, /alertmanager \| =HYPERLINK/);
  assert.match(text, /hash4/);
});

test("an entry of a type that this version does not know is shown as it stands", () => {
  const strange = incidentLog("abc", [opened, entry(2, 1, "Teleported", { to: "west" })], when);
  assert.deepEqual([strange.entries[1]?.title, strange.entries[1]?.detail], ["Teleported", '{"to":"west"}']);
});
