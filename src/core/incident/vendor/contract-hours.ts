import { addDays } from "../../model/calendar.ts";
import { addSeconds, millisecondsOf, secondsBetween } from "../../model/instant.ts";
import { wallTime, zonedInstant } from "../../model/zoned-instant.ts";

/**
 * When a vendor can be called upon. `words`: the contract says it in a way that no clock can be set by, so its time is
 * counted without a break, and whoever reads it is told so.
 */
export type ContractHours =
  | { readonly kind: "always" }
  | {
      readonly kind: "weekly";
      /** 0 is Sunday. */
      readonly days: ReadonlySet<number>;
      readonly opensAt: string;
      readonly closesAt: string;
      readonly timeZone: string;
    }
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "not-stated" };

const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const pattern =
  /^(?<first>[a-z]{3})[a-z]*(?:\s*[-–]\s*(?<last>[a-z]{3})[a-z]*)?[,\s]+(?<opens>\d{1,2}:\d{2})\s*[-–]\s*(?<closes>\d{1,2}:\d{2})(?:\s+(?<zone>[A-Za-z_]+(?:\/[A-Za-z_+\-0-9]+)*))?$/i;

/** The hours of a contract: `24x7`, or such as `Mon-Fri 08:00-18:00 Europe/Berlin` (without a zone: UTC). */
export function readContractHours(text: string | null): ContractHours {
  if (text === null || text.trim() === "") return { kind: "not-stated" };
  if (/^24\s*[x×/]\s*7(?:\s*[x×/]\s*365)?$/i.test(text.trim())) return { kind: "always" };
  const found = pattern.exec(text.trim())?.groups;
  const first = dayNames.indexOf(found?.["first"]?.toLowerCase() ?? "");
  const last = dayNames.indexOf((found?.["last"] ?? found?.["first"])?.toLowerCase() ?? "");
  const opensAt = clockText(found?.["opens"]);
  const closesAt = clockText(found?.["closes"]);
  const timeZone = found?.["zone"] ?? "UTC";
  const isClear = first >= 0 && last >= 0 && opensAt !== null && closesAt !== null && opensAt < closesAt;
  if (!isClear || wallTime("2026-01-01T00:00:00.000Z", timeZone) === null) return { kind: "words", text };
  const days = new Set<number>();
  for (let day = first; ; day = (day + 1) % 7) {
    days.add(day);
    if (day === last) break;
  }
  return { kind: "weekly", days, opensAt, closesAt, timeZone };
}

function clockText(text: string | undefined): string | null {
  const [hour = Number.NaN, minute = Number.NaN] = (text ?? "").split(":").map(Number);
  const isTime = hour >= 0 && minute >= 0 && minute < 60 && (hour < 24 || (hour === 24 && minute === 0));
  return isTime ? `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` : null;
}

/** How far a clock of a contract is followed: what no week of it can fill has no end. */
const daysMax = 3660;

type Weekly = Extract<ContractHours, { readonly kind: "weekly" }>;

/** The opening times of a contract that end after an instant, in order. */
function* openings({ days, opensAt, closesAt, timeZone }: Weekly, from: string) {
  const wall = wallTime(from, timeZone);
  if (wall === null) return;
  const pad = (part: number) => String(part).padStart(2, "0");
  let day = `${wall.year}-${pad(wall.month)}-${pad(wall.day)}`;
  for (let count = 0; count < daysMax; count += 1, day = addDays(day, 1)) {
    if (!days.has(new Date(`${day}T00:00:00Z`).getUTCDay())) continue;
    const begin = atWall(day, opensAt, timeZone);
    const end =
      closesAt === "24:00" ? atWall(addDays(day, 1), "00:00", timeZone) : atWall(day, closesAt, timeZone);
    if (end > from) yield { begin: begin < from ? from : begin, end };
  }
}

function atWall(date: string, time: string, timeZone: string): string {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const at = zonedInstant({ year, month, day, hour, minute, second: 0 }, timeZone);
  if (at === null) throw new Error(`the zone ${timeZone} is not known`);
  return at;
}

/** The instant at which `seconds` of a contract's hours have passed since `from` (ISO 8601 UTC). */
export function contractDue(from: string, seconds: number, hours: ContractHours): string {
  if (hours.kind !== "weekly") return addSeconds(from, seconds);
  let left = seconds;
  for (const { begin, end } of openings(hours, from)) {
    const open = secondsBetween(begin, end);
    if (left <= open) return addSeconds(begin, left);
    left -= open;
  }
  return addSeconds(from, seconds);
}

/** Seconds of a contract's hours between two instants; 0 when the second is not later. */
export function contractSeconds(from: string, to: string, hours: ContractHours): number {
  if (millisecondsOf(to) <= millisecondsOf(from)) return 0;
  if (hours.kind !== "weekly") return secondsBetween(from, to);
  let sum = 0;
  for (const { begin, end } of openings(hours, from)) {
    if (begin >= to) break;
    sum += secondsBetween(begin, end < to ? end : to);
  }
  return sum;
}
