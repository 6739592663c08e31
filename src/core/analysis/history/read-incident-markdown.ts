import {
  type IncidentRecord,
  type Milestone,
  readDurationText,
  readMoment,
  type StatedDuration,
} from "./incident-record.ts";

type Draft = {
  readonly moments: { [name in Milestone]?: number };
  readonly timeline: number[];
  readonly stated: StatedDuration[];
  readonly unreadable: { readonly what: string; readonly text: string }[];
};

/** How people begin the lines of "key events". The first pattern that fits decides. */
const keyEvents: readonly (readonly [RegExp, Milestone])[] = [
  [/^(fault|outage|impact|incident)\s+(occurs|occurred|began|begins|starts|started)/i, "began"],
  [/^(fault detected|first detected|team aware|detected|first alert)/i, "detected"],
  [/^(incident )?declared/i, "declared"],
  [/^(repaired|mitigated|service restored)/i, "repaired"],
  [/^(resolved|incident resolved|closed)/i, "resolved"],
];

/**
 * An incident report in Markdown: key events as a list (`- Fault occurs 2020-02-25 07:32`) or a timeline as a table whose
 * first column is a moment, and stated durations (`**Time to repair**: 4h 9m`, `- Time to recovery: 148 minutes`).
 * Null where there is nothing of the kind.
 */
export function readIncidentMarkdown(file: string, text: string): IncidentRecord | null {
  const draft: Draft = { moments: {}, timeline: [], stated: [], unreadable: [] };
  for (const line of text.split("\n")) {
    const plain = line
      .replaceAll("*", "")
      .replace(/^[\s>-]+/, "")
      .trim();
    readKeyEvent(plain, draft);
    readStated(plain, draft);
    readRow(line, draft);
  }
  fromTimeline(draft);
  const isEmpty = Object.keys(draft.moments).length === 0 && draft.stated.length === 0;
  if (isEmpty && draft.unreadable.length === 0) return null;
  const title = /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? null;
  return { id: file, subject: title, isPlanned: false, ...draft };
}

function readKeyEvent(line: string, draft: Draft): void {
  const [, milestone] = keyEvents.find(([pattern]) => pattern.test(line)) ?? [];
  if (milestone === undefined) return;
  const written = /\d{4,5}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}/.exec(line)?.[0];
  if (written === undefined) return;
  const moment = readMoment(written);
  if (moment === null) draft.unreadable.push({ what: milestone, text: written });
  else draft.moments[milestone] ??= moment;
}

function readStated(line: string, { stated, unreadable }: Draft): void {
  const match = /^time to (detection|detect|repair|resolve|recovery|recover)\s*:\s*(.*)$/i.exec(line);
  if (match === null) return;
  const word = (match[1] ?? "").toLowerCase();
  const what = word.startsWith("detect") ? "detect" : word === "resolve" ? "resolve" : "repair";
  const [written = "", note = ""] = (match[2] ?? "").split("(");
  const seconds = readDurationText(written);
  if (seconds !== null) {
    const hours = /support hours (\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})/i.exec(note)?.[1] ?? null;
    stated.push({ what, seconds, supportHours: hours?.replaceAll(/\s/g, "") ?? null });
  } else if (!/^\s*(\?|n\/a|-|unknown)?\s*$/i.test(written)) {
    unreadable.push({ what: `time to ${word}`, text: written.trim() });
  }
}

function readRow(line: string, { timeline, unreadable }: Draft): void {
  const cell = /^\|\s*(\d{4,5}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2})~?[^|]*\|/.exec(line)?.[1];
  if (cell === undefined) return;
  const moment = readMoment(cell);
  if (moment === null) unreadable.push({ what: "timeline", text: cell });
  else timeline.push(moment);
}

/**
 * Without key events and without a stated time to recovery, a timeline runs from its first row to its last; what is
 * between is for people to read, and the last row may be the cure long after the service was back.
 */
function fromTimeline({ moments, timeline, stated }: Draft): void {
  if (Object.keys(moments).length > 0 || timeline.length < 2) return;
  moments.began = timeline[0] ?? 0;
  if (!stated.some(({ what }) => what !== "detect")) moments.resolved = timeline.at(-1) ?? 0;
}
