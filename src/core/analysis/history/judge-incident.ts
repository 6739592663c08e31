import { businessSeconds, readBusinessHours } from "./business-hours.ts";
import { type IncidentRecord, type Milestone, milestones, type StatedDuration } from "./incident-record.ts";

/** Something about a record that cannot be right, or cannot be used. */
export type IncidentFlag = {
  readonly type:
    | "unreadable"
    | "no-end"
    | "out-of-order"
    | "other-year"
    | "declared-after-repair"
    | "arithmetic-slip"
    | "contradicting-hours"
    | "no-time"
    | "very-long"
    | "planned";
  readonly text: string;
};

/** What can be used of a record, in seconds, and what is wrong with it. Null is not known. */
export type JudgedIncident = {
  readonly id: string;
  readonly subject: string | null;
  readonly beganAt: string | null;
  readonly detectSeconds: number | null;
  /** From being noticed to being declared. */
  readonly decideSeconds: number | null;
  readonly repairSeconds: number | null;
  /** From the beginning, or from being noticed, to the end: the outage. */
  readonly outageSeconds: number | null;
  readonly flags: readonly IncidentFlag[];
};

const yearSeconds = 365 * 86_400;
/** Beyond this an incident is mostly a forgotten ticket; it is used only when asked for. */
const veryLongSeconds = 14 * 86_400;

/** Flags that keep a record out of the statistics of outages. */
export const excluding: ReadonlySet<IncidentFlag["type"]> = new Set([
  "no-end",
  "out-of-order",
  "other-year",
  "no-time",
  "very-long",
  "planned",
]);

/**
 * Derives the durations of a record and says what cannot be right: moments that no calendar has, an end before the
 * beginning, a declaration after the repair or in another year, stated durations that no pair of its moments gives,
 * by the clock or in its support hours.
 */
export function judgeIncident(record: IncidentRecord): JudgedIncident {
  const { moments } = record;
  const flags: IncidentFlag[] = record.unreadable.map(({ what, text }) => ({
    type: "unreadable",
    text: `${what}: ${JSON.stringify(text)} is no moment or duration`,
  }));
  const begin = moments.began ?? moments.detected;
  const end = moments.resolved ?? moments.repaired;
  const back = moments.repaired ?? moments.resolved;
  const outage =
    secondsOf(begin, back) ?? statedSeconds(record, "repair") ?? statedSeconds(record, "resolve");
  if (record.isPlanned) flags.push({ type: "planned", text: "planned work that was filed as an incident" });
  if (outage === null) flags.push({ type: "no-end", text: "it has no beginning or no end" });
  else if (outage === 0) flags.push({ type: "no-time", text: "it took no time at all" });
  else if (outage > veryLongSeconds)
    flags.push({ type: "very-long", text: `it lasted ${Math.round(outage / 86_400)} days` });
  flags.push(...orderFlags(record), ...hoursFlags(record));
  flags.push(...record.stated.flatMap((stated) => slipOf(stated, record)));
  const isDisordered = flags.some(({ type }) => type === "out-of-order");
  const isOff = (name: Milestone) =>
    flags.some(({ type, text }) => type === "other-year" && text.startsWith(name));
  const noticed = moments.detected ?? moments.began;
  return {
    id: record.id,
    subject: record.subject,
    beganAt: begin === undefined ? null : new Date(begin).toISOString(),
    detectSeconds: notNegative(secondsOf(moments.began, moments.detected) ?? statedSeconds(record, "detect")),
    decideSeconds: isOff("declared") ? null : notNegative(secondsOf(noticed, moments.declared)),
    repairSeconds: notNegative(secondsOf(begin, moments.repaired)),
    outageSeconds:
      isDisordered && end !== undefined && begin !== undefined && end < begin ? null : notNegative(outage),
    flags,
  };
}

function orderFlags({ moments }: IncidentRecord): readonly IncidentFlag[] {
  const flags: IncidentFlag[] = [];
  const begin = moments.began ?? moments.detected;
  for (const name of milestones) {
    const moment = moments[name];
    if (moment === undefined || begin === undefined || moment >= begin) continue;
    const behind = Math.abs((begin - moment) / 1000 - yearSeconds) < 86_400 * 2;
    if (behind)
      flags.push({ type: "other-year", text: `${name} is a year before the beginning: a slip of the year` });
    else flags.push({ type: "out-of-order", text: `${name} is before the beginning` });
  }
  const { declared, repaired, resolved } = moments;
  if (declared !== undefined && repaired !== undefined && declared > repaired)
    flags.push({ type: "declared-after-repair", text: "it was declared after it had been repaired" });
  if (resolved !== undefined && declared !== undefined && resolved < declared)
    flags.push({ type: "declared-after-repair", text: "it was declared after it had been resolved" });
  if (resolved !== undefined && repaired !== undefined && resolved < repaired)
    flags.push({ type: "out-of-order", text: "it was resolved before it was repaired" });
  return flags;
}

/** Calendars that cannot be counted with: hours that are none, and hours that differ within one record. */
function hoursFlags({ stated }: IncidentRecord): readonly IncidentFlag[] {
  const told = [...new Set(stated.flatMap(({ supportHours }) => supportHours ?? []))];
  const none = told
    .filter((hours) => readBusinessHours(hours) === null)
    .map(
      (hours): IncidentFlag => ({
        type: "unreadable",
        text: `support hours: ${JSON.stringify(hours)} are no hours of one day`,
      }),
    );
  if (told.length < 2) return none;
  const text = `support hours are given as ${told.join(" and as ")}: they contradict one another`;
  return [...none, { type: "contradicting-hours", text }];
}

/** A stated duration that no pair of moments gives; a minute of rounding on either side is let pass. */
function slipOf(
  { what, seconds, supportHours }: StatedDuration,
  { moments, timeline }: IncidentRecord,
): readonly IncidentFlag[] {
  const hours = supportHours === null ? null : readBusinessHours(supportHours);
  const everyDay = supportHours === null ? null : readBusinessHours(supportHours, [0, 1, 2, 3, 4, 5, 6]);
  const told = milestones.flatMap((name) => (moments[name] === undefined ? [] : [moments[name]]));
  const known = [...new Set([...told, ...timeline])];
  if (known.length < 2) return [];
  const possible = known.flatMap((from) =>
    known
      .filter((to) => to >= from)
      .flatMap((to) => [
        (to - from) / 1000,
        ...[hours, everyDay].flatMap((each) => (each === null ? [] : [businessSeconds(from, to, each)])),
      ]),
  );
  if (possible.some((value) => Math.abs(value - seconds) <= 90)) return [];
  const nearest = possible.reduce((best, value) =>
    Math.abs(value - seconds) < Math.abs(best - seconds) ? value : best,
  );
  const text = `time to ${what} is stated as ${minutes(seconds)}, and the nearest its moments give is ${minutes(nearest)}`;
  return [{ type: "arithmetic-slip", text }];
}

const minutes = (seconds: number): string => `${Math.round(seconds / 60)} min`;

function secondsOf(from: number | undefined, to: number | undefined): number | null {
  return from === undefined || to === undefined ? null : (to - from) / 1000;
}

function statedSeconds({ stated }: IncidentRecord, what: StatedDuration["what"]): number | null {
  return stated.find((each) => each.what === what && each.supportHours === null)?.seconds ?? null;
}

function notNegative(seconds: number | null): number | null {
  return seconds !== null && seconds >= 0 ? seconds : null;
}
