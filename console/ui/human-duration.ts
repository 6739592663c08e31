const seconds = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 } as const;

type Unit = keyof typeof seconds;

const unitNames: { readonly [name: string]: Unit } = {
  w: "w",
  wk: "w",
  week: "w",
  weeks: "w",
  d: "d",
  day: "d",
  days: "d",
  h: "h",
  hr: "h",
  hrs: "h",
  hour: "h",
  hours: "h",
  m: "m",
  min: "m",
  mins: "m",
  minute: "m",
  minutes: "m",
  s: "s",
  sec: "s",
  secs: "s",
  second: "s",
  seconds: "s",
};

const isoDuration =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
const isoPeriod = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/i;

/**
 * A length of time as people type it (`90 min`, `1h 30m`, `1:30` as hours and minutes, `PT1H30M`) in ISO 8601; null
 * where it cannot be told. What is ISO already stays as it is written.
 */
export function isoOfDuration(text: string): string | null {
  const typed = text.trim();
  if (isoDuration.test(typed) && !/^P$|T$/i.test(typed)) return typed.toUpperCase();
  const clock = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$/.exec(typed);
  if (clock) return isoOfSeconds(Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0));
  const parts = [...typed.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)/gi)];
  const rest = typed.replaceAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)/gi, "").replaceAll(/[\s,]|and/g, "");
  if (parts.length === 0 || rest !== "") return null;
  let total = 0;
  for (const [, amount = "", name = ""] of parts) {
    const unit = unitNames[name.toLowerCase()];
    if (unit === undefined) return null;
    total += Number(amount.replace(",", ".")) * seconds[unit];
  }
  return isoOfSeconds(total);
}

function isoOfSeconds(total: number): string {
  const whole = Math.round(total * 1000) / 1000;
  const days = whole % 86_400 === 0 ? whole / 86_400 : 0;
  if (days > 0) return `P${days}D`;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const left = Math.round((whole % 60) * 1000) / 1000;
  const time = `${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}${left > 0 ? `${left}S` : ""}`;
  return time === "" ? "PT0S" : `PT${time}`;
}

const periodNames: { readonly [name: string]: "Y" | "M" | "W" | "D" } = {
  y: "Y",
  year: "Y",
  years: "Y",
  month: "M",
  months: "M",
  mo: "M",
  w: "W",
  week: "W",
  weeks: "W",
  d: "D",
  day: "D",
  days: "D",
};

/** A span of the calendar as people type it (`3 months`, `1 year`, `P30D`) in ISO 8601; null where it cannot be told. */
export function isoOfPeriod(text: string): string | null {
  const typed = text.trim();
  if (isoPeriod.test(typed) && !/^P$/i.test(typed)) return typed.toUpperCase();
  const parts = [...typed.matchAll(/(\d+)\s*([a-z]+)/gi)];
  const rest = typed.replaceAll(/(\d+)\s*([a-z]+)/gi, "").replaceAll(/[\s,]|and/g, "");
  if (parts.length === 0 || rest !== "") return null;
  const amounts = { Y: 0, M: 0, W: 0, D: 0 };
  for (const [, amount = "", name = ""] of parts) {
    const unit = periodNames[name.toLowerCase()];
    if (unit === undefined) return null;
    amounts[unit] += Number(amount);
  }
  const units = (["Y", "M", "W", "D"] as const).filter((unit) => amounts[unit] > 0);
  return units.length === 0 ? "P0D" : `P${units.map((unit) => `${amounts[unit]}${unit}`).join("")}`;
}

const counted = (amount: string | undefined, name: string): readonly string[] =>
  amount === undefined ? [] : [`${amount} ${name}${amount === "1" ? "" : "s"}`];

/** ISO 8601 in words: `1 hour 30 minutes`, `3 months`. What is none is null. */
export function durationWords(iso: string): string | null {
  const time = isoDuration.exec(iso);
  const period = isoPeriod.exec(iso);
  const words = time
    ? ["week", "day", "hour", "minute", "second"].flatMap((name, index) => counted(time[index + 1], name))
    : period
      ? ["year", "month", "week", "day"].flatMap((name, index) => counted(period[index + 1], name))
      : [];
  return words.length === 0 ? null : words.join(" ");
}
