/** The moments of an incident in the order in which they should come. */
export const milestones = ["began", "detected", "declared", "repaired", "resolved"] as const;
export type Milestone = (typeof milestones)[number];

/** A duration as the record itself states it. */
export type StatedDuration = {
  readonly what: "detect" | "repair" | "resolve";
  readonly seconds: number;
  /** Counted in support hours only, as `10:00-17:00`; null: by the clock. */
  readonly supportHours: string | null;
};

/** An incident as somebody wrote it down. Moments are milliseconds; those without a zone are read as UTC. */
export type IncidentRecord = {
  readonly id: string;
  /** What was affected, if the record says it: a service, a provider. */
  readonly subject: string | null;
  readonly moments: { readonly [name in Milestone]?: number };
  /** Further moments it tells, whatever happened at them. */
  readonly timeline: readonly number[];
  readonly stated: readonly StatedDuration[];
  /** Planned work that was filed as an incident. */
  readonly isPlanned: boolean;
  /** What could not be read as a moment, with its text. */
  readonly unreadable: readonly { readonly what: string; readonly text: string }[];
};

/**
 * Milliseconds of a written moment: ISO 8601 with its offset, or a date and time without one, read as UTC. Null for what
 * no calendar has (the 30th of February, 25 o'clock), which JavaScript would silently move.
 */
export function readMoment(text: string): number | null {
  const match =
    /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?\s*$/i.exec(
      text,
    );
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > days || hour > 23 || minute > 59 || second > 59)
    return null;
  const fraction = match[7] === undefined ? 0 : Math.round(Number(`0.${match[7]}`) * 1000);
  const zone = /^([+-])(\d{2}):?(\d{2})$/.exec(match[8] ?? "");
  const offset = zone === null ? 0 : (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
  return Date.UTC(year, month - 1, day, hour, minute, second, fraction) - offset * 60_000;
}

/** Seconds of a written duration: `4h 9m`, `33h 15m`, `148 minutes`, `7h`, `00:31`; null for what is none. */
export function readDurationText(text: string): number | null {
  const trimmed = text.trim().toLowerCase();
  const clock = /^(\d+):(\d{2})(?::(\d{2}))?$/.exec(trimmed);
  if (clock !== null) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)\s*(d|h|m|s)[a-z]*/g)];
  const left = trimmed.replaceAll(/(\d+(?:\.\d+)?)\s*(d|h|m|s)[a-z]*/g, "").replaceAll(/[\s,]|and/g, "");
  if (parts.length === 0 || left !== "") return null;
  const unit = { d: 86_400, h: 3600, m: 60, s: 1 } as const;
  return parts.reduce((sum, part) => sum + Number(part[1]) * unit[part[2] as keyof typeof unit], 0);
}
