import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { seededRandom } from "../probability/random.ts";
import { normalQuantile } from "../probability/normal.ts";
import { businessSeconds, readBusinessHours } from "./business-hours.ts";
import { fitDistributions } from "./fit-distribution.ts";
import { readDurationText, readMoment } from "./incident-record.ts";
import { type JudgedIncident, judgeIncident } from "./judge-incident.ts";
import { readIncidentList, rowsOfJson, rowsOfTable } from "./read-incident-list.ts";
import { readIncidentMarkdown } from "./read-incident-markdown.ts";
import { summarizeHistory } from "./summarize-history.ts";
import { testClaim } from "./test-claim.ts";

const data = path.resolve(import.meta.dirname, "../../../../../shared/data");
const skip = existsSync(data) ? false : "the shared incident data are not on this machine";
const hours = readBusinessHours("10:00-17:00");

function judged(markdown: string): JudgedIncident {
  const record = readIncidentMarkdown("report.md", markdown);
  return record === null ? assert.fail("nothing was read") : judgeIncident(record);
}

const types = (incident: JudgedIncident) => incident.flags.map(({ type }) => type);

test("moments that no calendar has are not moments, and offsets count", () => {
  assert.equal(readMoment("2021-02-29 10:00"), null);
  assert.equal(readMoment("2021-02-28 24:10"), null);
  assert.equal(readMoment("20202-01-16 12:00"), null);
  assert.equal(readMoment("2021-11-05 9:29"), Date.UTC(2021, 10, 5, 9, 29));
  assert.equal(readMoment("2023-07-06T11:18:50.943000+02:00"), Date.UTC(2023, 6, 6, 9, 18, 50, 943));
});

test("durations are read as people write them, and text that is none is not a number", () => {
  assert.deepEqual(
    ["4h 9m", "148 minutes", "7h", "0h 07m", "1:30"].map((text) => readDurationText(text)),
    [14_940, 8880, 25_200, 420, 5400],
  );
  assert.deepEqual(
    ["?", "N/A", "soon", "5 or 6 h"].map((text) => readDurationText(text)),
    [null, null, null, null],
  );
});

test("business hours leave out nights, weekends and holidays", () => {
  assert.ok(hours);
  const from = Date.UTC(2020, 7, 7, 15, 0);
  // Friday 15 to 17, nothing at the weekend, Monday 10 to 12.
  assert.equal(businessSeconds(from, Date.UTC(2020, 7, 10, 12, 0), hours), 4 * 3600);
  const closed = { ...hours, holidays: ["2020-08-10"] };
  assert.equal(businessSeconds(from, Date.UTC(2020, 7, 10, 12, 0), closed), 2 * 3600);
  assert.equal(businessSeconds(from, from - 5, hours), 0);
});

test("[A1.4] a report gives its durations, and what cannot be right in it is flagged, not repaired in silence", () => {
  const right = judged(
    "- Fault occurs 2020-02-12 11:45\n- Team aware 2020-02-12 11:49\n- Incident declared 2020-02-12 11:51\n- Resolved 2020-02-12 12:07\n- **Time to repair**: 0h 22m\n",
  );
  assert.deepEqual(
    [right.detectSeconds, right.decideSeconds, right.outageSeconds, types(right)],
    [240, 120, 1320, []],
  );
  const slip = judged(
    "- First detected 2021-09-30 15:31\n- Repaired 2021-10-01 10:29\n- **Time to repair**: 5h 3m\n",
  );
  assert.deepEqual(types(slip), ["arithmetic-slip"]);
  const year = judged(
    "- First detected 2021-06-09 13:15\n- Repaired 2021-06-09 13:46\n- Incident declared 2020-06-09 13:54\n",
  );
  assert.deepEqual([types(year), year.decideSeconds, year.outageSeconds], [["other-year"], null, 1860]);
  const late = judged(
    "- First detected 2021-07-12 15:44\n- Repaired 2021-07-12 15:51\n- Incident declared 2021-07-12 16:09\n",
  );
  assert.deepEqual(types(late), ["declared-after-repair"]);
  const backwards = judged("- First detected 2021-07-12 15:44\n- Resolved 2021-07-12 14:00\n");
  assert.deepEqual([types(backwards), backwards.outageSeconds], [["out-of-order"], null]);
  const impossible = judged("- First detected 2021-02-30 15:44\n- Resolved 2021-07-12 14:00\n");
  assert.deepEqual(types(impossible), ["unreadable", "no-end"]);
});

test("a stated time that holds in support hours is no slip", () => {
  const text =
    "- Fault occurs 2020-04-15 07:15\n- Resolved 2020-04-15 15:09\n- **Time to resolve**: 5h 09m (during support hours 10:00-17:00)\n";
  assert.deepEqual(types(judged(text)), []);
  assert.deepEqual(types(judged(text.replace("5h 09m", "6h 09m"))), ["arithmetic-slip"]);
});

test("calendars that contradict one another, or are none, are flagged in words", () => {
  const text = (repair: string, resolve: string) =>
    `- Fault occurs 2020-04-15 07:15\n- Resolved 2020-04-15 15:09\n- **Time to repair**: 5h 09m (support hours ${repair})\n- **Time to resolve**: 5h 09m (support hours ${resolve})\n`;
  const { flags } = judged(text("10:00-17:00", "09:00 - 18:00"));
  assert.deepEqual(
    flags.map((flag) => flag.text),
    [
      "support hours are given as 10:00-17:00 and as 09:00-18:00: they contradict one another",
      "time to resolve is stated as 309 min, and the nearest its moments give is 369 min",
    ],
  );
  const backwards = judged(text("17:00-10:00", "17:00-10:00"));
  assert.equal(backwards.flags[0]?.text, 'support hours: "17:00-10:00" are no hours of one day');
});

test("[A1.4] lists are read from CSV and JSON by the names of their columns", () => {
  const csv = rowsOfTable([
    ["Number", "Service", "Opened at", "Resolved at", "Duration minutes"],
    ["INC1", "orders", "2024-01-01 10:00", "2024-01-01 11:30", "90"],
    ["INC2", "orders", "2024-01-02 10:00", "2024-01-02 11:00", "50"],
    ["INC3", "orders", "2024-01-03 10:00", "", ""],
  ]);
  const incidents = readIncidentList(csv).map((record) => judgeIncident(record));
  assert.deepEqual(
    incidents.map(({ outageSeconds }) => outageSeconds),
    [5400, 3600, null],
  );
  assert.deepEqual(
    incidents.map((incident) => types(incident)),
    [[], ["arithmetic-slip"], ["no-end"]],
  );
  assert.equal(rowsOfJson({ not: "a list" }), null);
  const json = rowsOfJson([
    {
      incident_id: "a",
      created_at: "2023-07-06T11:00:00Z",
      resolved_at: "2023-07-06T12:00:00Z",
      components: [],
    },
  ]);
  assert.deepEqual(
    readIncidentList(json ?? []).map((record) => judgeIncident(record).outageSeconds),
    [3600],
  );
});

test("a fit finds the parameters it was drawn from within its interval, and the right family first", () => {
  const random = seededRandom(3);
  const lognormal = Array.from(
    { length: 400 },
    () => 7200 * Math.exp(1.5 * normalQuantile(random.fraction() + 1e-12)),
  );
  const [best] = fitDistributions(lognormal);
  assert.equal(best?.family, "lognormal");
  for (const [name, truth] of [
    ["medianSeconds", 7200],
    ["sigma", 1.5],
  ] as const) {
    const found = best?.parameters[name];
    assert.ok(found && found.low < truth && truth < found.high, `${name} ${JSON.stringify(found)}`);
  }
  const weibull = Array.from({ length: 400 }, () => 100 * (-Math.log(1 - random.fraction())) ** (1 / 3));
  const [other] = fitDistributions(weibull);
  assert.equal(other?.family, "weibull");
  const { shape } = other?.parameters ?? {};
  assert.ok(shape && shape.low < 3 && 3 < shape.high, JSON.stringify(shape));
  assert.deepEqual(fitDistributions([1, 2, 3, 4]), []);
});

test("[A1.4] a claim is contradicted, supported or open, by the exact interval of the observed share", () => {
  const claim = { seconds: 10, required: 0.9, confidence: 0.95 };
  const history = (within: number, beyond: number) => [
    ...Array<number>(within).fill(5),
    ...Array<number>(beyond).fill(50),
  ];
  const bad = testClaim(history(11, 6), claim);
  assert.equal(bad.verdict, "contradicted");
  // Clopper and Pearson for 11 of 17, as tables have it.
  assert.ok(Math.abs((bad.low ?? 0) - 0.3833) < 5e-4 && Math.abs((bad.high ?? 0) - 0.8579) < 5e-4);
  assert.equal(testClaim(history(5, 0), claim).verdict, "open");
  assert.equal(testClaim(history(36, 0), claim).verdict, "supported");
  assert.equal(testClaim(history(35, 0), claim).outagesToSupport, 36);
  assert.equal(testClaim(history(34, 0), claim).verdict, "open");
  assert.deepEqual([testClaim([], claim).share, testClaim([], claim).verdict], [null, "open"]);
});

test("[A1.4] eighteen real reports of one team contradict a claim of four hours and show their slips", {
  skip,
}, () => {
  const folder = path.join(data, "moj-cloud-platform/source/incidents");
  const incidents = readdirSync(folder).flatMap((file) => {
    const record = readIncidentMarkdown(file, readFileSync(path.join(folder, file), "utf8"));
    return record === null ? [] : [judgeIncident(record)];
  });
  const claim = { subject: "all", seconds: 4 * 3600, isAbout: () => true };
  const summary = summarizeHistory(incidents, [claim], { required: 0.9, confidence: 0.95 });
  assert.equal(summary.records, 18);
  assert.equal(summary.claims[0]?.verdict, "contradicted");
  const flagged = (type: string) =>
    summary.flags.filter((flag) => flag.type === type).map(({ id }) => id.slice(0, 10));
  assert.deepEqual(flagged("other-year"), ["2021-06-09"]);
  assert.ok(flagged("arithmetic-slip").includes("2021-09-30"));
  assert.ok(flagged("declared-after-repair").includes("2021-07-12"));
  const [fit] = summary.outage.fits;
  assert.equal(fit?.family, "lognormal");
  assert.ok((fit?.parameters["sigma"]?.low ?? 9) < 1.5 && 1.5 < (fit?.parameters["sigma"]?.high ?? 0));
});

test("[A1.4] thousands of records of an atlas are read, planned work and forgotten tickets left out", {
  skip,
}, () => {
  const text = readFileSync(path.join(data, "cloud-incident-atlas/2023.json"), "utf8");
  const records = readIncidentList(rowsOfJson(JSON.parse(text)) ?? []);
  const summary = summarizeHistory(
    records.map((record) => judgeIncident(record)),
    [],
    { required: 0.9, confidence: 0.95 },
  );
  assert.equal(summary.records, 2477);
  assert.ok(summary.usable > 1000 && summary.usable < 2000);
  assert.ok(summary.flags.some(({ id, type }) => id === "jk2rh9yrl39g" && type === "very-long"));
  assert.ok((summary.outage.p50 ?? 0) > 7200 && (summary.outage.p50 ?? 0) < 14_400);
});
