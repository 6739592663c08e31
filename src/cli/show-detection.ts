import type { Schemas } from "#client/client.ts";
import { textTable } from "./text-table.ts";
import { durationText } from "./duration-text.ts";

type Rule = Schemas["DetectionRule"];
type Replay = Schemas["DetectionReplay"];

/** How detection stands: rules first that need somebody. */
export function detectionText({
  rules,
  agents,
  unmapped,
  unmappedTotal,
  lastRoundAt,
}: Schemas["Detection"]): string {
  const order = { raised: 0, unknown: 1, well: 2 };
  const sorted = rules.toSorted((one, other) => order[one.status] - order[other.status]);
  const lines = sorted.flatMap(ruleLines);
  const seen = agents.map(
    ({ name, seenAt, isAdmitted }) =>
      `  ${name}  ${seenAt === null ? "not heard" : `looked last at ${seenAt}`}${isAdmitted ? "" : "  (believed for coming from the loopback)"}`,
  );
  const strangers = unmapped.slice(0, 10).map(({ source, title }) => `  ${source}: ${title}`);
  return [
    `Judged last at ${lastRoundAt ?? "no time yet"}.`,
    ...(lines.length === 0
      ? ["No monitor looks at anything: write one with a check or with signals."]
      : lines),
    "Agents:",
    ...(seen.length === 0 ? ["  none: start one with holdfast probe --vantage NAME"] : seen),
    ...(unmappedTotal === 0 ? [] : [`Alerts that no monitor takes: ${unmappedTotal}`, ...strangers]),
  ].join("\n");
}

function ruleLines(rule: Rule): readonly string[] {
  const notes = [
    rule.raisedAt === null ? null : `raised ${rule.raisedAt}, incident ${rule.incident ?? "not yet"}`,
    rule.flappingSince === null ? null : `flaps since ${rule.flappingSince}: acknowledge it`,
    rule.silentSince === null ? null : `too few are heard since ${rule.silentSince}`,
  ].filter((note) => note !== null);
  return [
    `${rule.status.padEnd(8)} ${rule.rule}  ${rule.title}${notes.length === 0 ? "" : `  (${notes.join("; ")})`}`,
    ...rule.points.map(
      ({ vantage, says, detail }) => `           ${vantage}: ${says}  ${detail.slice(0, 120)}`,
    ),
  ];
}

const seconds = (value: number | null) => (value === null ? "–" : durationText(value));

/** A table of thresholds: how soon each would have noticed, and how often it would have cried for nothing. */
export function replayText({
  rule,
  from,
  until,
  looks,
  isCut,
  vantagePoints,
  outages,
  rows,
}: Replay): string {
  const table = textTable([
    ["", "for", "quorum", "noticed after (median)", "at worst", "missed", "false alarms", "a year"],
    ...rows.map((row) => [
      row.isCurrent ? "*" : "",
      seconds(row.raiseSeconds),
      String(row.quorum),
      seconds(row.medianSeconds),
      seconds(row.worstSeconds),
      outages.length === 0 ? "–" : `${row.missed.length} of ${outages.length}`,
      String(row.falseAlarms.length),
      row.falseAlarmsPerYear === null ? "–" : row.falseAlarmsPerYear.toFixed(1),
    ]),
  ]);
  const told =
    outages.length === 0
      ? "no outage on record: nothing tells how soon it would be noticed"
      : `${outages.length} outages on record`;
  return [
    `${rule}, ${from} to ${until}: ${looks} looks from ${vantagePoints.length} vantage points, ${told}.`,
    ...(isCut ? ["There were more looks than are read at once: the history begins later than asked."] : []),
    table,
    "* as the rule stands",
  ].join("\n");
}
