import { clockTime } from "./clock-time.ts";
import { formatCoarse } from "./format-duration.ts";
import { useNow } from "./use-now.ts";

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const zone = new Intl.DateTimeFormat("en", { timeZoneName: "longOffset" });

/** The user's offset from UTC at an instant: `UTC+01:00`. */
export function zoneOffset(at: Date): string {
  const part = zone.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return part === "GMT" ? "UTC+00:00" : part.replace("GMT", "UTC");
}

/** An instant in full: local date and time with the offset, and UTC beside it. */
export function fullInstant(at: string): string {
  const date = new Date(at);
  return `${date.toLocaleDateString()} ${clockTime(at)} ${zoneOffset(date)} (${at})`;
}

type Props = { readonly at: string };

/** The time of day, with the day where it is not today. The full instant is behind it. */
export function Instant({ at }: Props) {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return (
    <time dateTime={at} title={fullInstant(at)}>
      {isToday ? "" : `${day.format(date)}, `}
      {clockTime(at)}
    </time>
  );
}

/** How long ago, moving. The full instant is behind it. */
export function Ago({ at }: Props) {
  const seconds = Math.max(0, (useNow() - Date.parse(at)) / 1000);
  return (
    <time dateTime={at} title={fullInstant(at)}>
      {seconds < 1 ? "now" : `${formatCoarse(seconds)} ago`}
    </time>
  );
}
