import type { Json } from "../../../model/json.ts";
import type { CsvFieldRule } from "./csv-mapping.ts";

const secondsPer: { readonly [form: string]: number | undefined } = {
  days: 86_400,
  hours: 3_600,
  minutes: 60,
  seconds: 1,
};

/** The value of a cell by its rule, or null where it cannot be read so. Decimals may have a comma. */
export function cellValue(text: string, rule: CsvFieldRule): Json {
  if ("values" in rule && rule.values !== undefined && Object.hasOwn(rule.values, text))
    return rule.values[text] ?? null;
  const form = ("as" in rule ? rule.as : undefined) ?? "text";
  const number = Number(
    text
      .replace(/%$/, "")
      .trim()
      .replace(/^(-?\d+),(\d+)$/, "$1.$2") || Number.NaN,
  );
  switch (form) {
    case "text":
      return text;
    case "integer":
      return Number.isSafeInteger(number) ? number : null;
    case "number":
      return Number.isFinite(number) ? number : null;
    case "percent":
      return number >= 0 && number <= 100 ? `${number}%` : null;
    case "boolean":
      return /^(?:true|yes|y|1|x)$/i.test(text) ? true : /^(?:false|no|n|0)$/i.test(text) ? false : null;
    case "date":
      return dateOf(text);
    case "days":
    case "hours":
    case "minutes":
    case "seconds":
      return Number.isFinite(number) && number >= 0 ? durationText(number * (secondsPer[form] ?? 1)) : null;
    default:
      return form satisfies never;
  }
}

/** A day as `2026-01-31`, `31.01.2026` or with a time behind it. What may be month or day first is not guessed. */
function dateOf(text: string): string | null {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/.exec(text)?.[1];
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const date =
    iso ?? (year && month && day ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "");
  const read = Date.parse(date);
  return !Number.isNaN(read) && new Date(read).toISOString().slice(0, 10) === date ? date : null;
}

/** Seconds as an ISO 8601 duration in hours, minutes and seconds: `PT1H30M`. */
export function durationText(seconds: number): string | null {
  if (!(seconds >= 0) || seconds > 1e11) return null;
  const whole = Math.round(seconds * 1000) / 1000;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const rest = Math.round((whole - hours * 3600 - minutes * 60) * 1000) / 1000;
  const text = `${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}${rest > 0 ? `${rest}S` : ""}`;
  return `PT${text || "0S"}`;
}
