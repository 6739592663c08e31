import { clockTime } from "./clock-time.ts";
import { formatCoarse } from "./format-duration.ts";
import { timeZone, useTimeZone } from "./time-zone.ts";
import { useNow } from "./use-now.ts";

type Formats = {
  readonly day: Intl.DateTimeFormat;
  readonly date: Intl.DateTimeFormat;
  readonly offset: Intl.DateTimeFormat;
};

const formats = new Map<string, Formats>();

function formatsOf(zone: string): Formats {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = {
    day: new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: zone }),
    date: new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: zone }),
    offset: new Intl.DateTimeFormat("en", { timeZoneName: "longOffset", timeZone: zone }),
  };
  formats.set(zone, made);
  return made;
}

/** The offset from UTC at an instant, in the zone the reader chose: `UTC+01:00`. */
export function zoneOffset(at: Date): string {
  const parts = formatsOf(timeZone()).offset.formatToParts(at);
  const part = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return part === "GMT" ? "UTC+00:00" : part.replace("GMT", "UTC");
}

/** An instant in full: local date and time with the offset, and UTC beside it. */
export function fullInstant(at: string): string {
  const date = new Date(at);
  return `${formatsOf(timeZone()).date.format(date)} ${clockTime(at)} ${zoneOffset(date)} (${at})`;
}

type Props = { readonly at: string };

/** The time of day, with the day where it is not today. The full instant is behind it. */
export function Instant({ at }: Props) {
  const { date, day } = formatsOf(useTimeZone());
  const then = new Date(at);
  const isToday = date.format(then) === date.format(new Date());
  return (
    <time dateTime={at} title={fullInstant(at)}>
      {isToday ? "" : `${day.format(then)}, `}
      {clockTime(at)}
    </time>
  );
}

/** How long ago, moving. The full instant is behind it. */
export function Ago({ at }: Props) {
  useTimeZone();
  const seconds = Math.max(0, (useNow() - Date.parse(at)) / 1000);
  return (
    <time dateTime={at} title={fullInstant(at)}>
      {seconds < 1 ? "now" : `${formatCoarse(seconds)} ago`}
    </time>
  );
}
