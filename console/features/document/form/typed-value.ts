import type { Json } from "#core/model/json.ts";
import { durationWords, isoOfDuration, isoOfPeriod } from "../../../ui/human-duration.ts";
import type { FormShape } from "./form-shape.ts";

/**
 * What somebody typed as a value of the document; undefined where nothing is left. What cannot be understood is
 * written as it was typed: the checker says what is wrong with it, and nothing is lost.
 */
export function valueOfTyped(shape: FormShape, typed: string): Json | undefined {
  const text = shape.type === "text" ? typed : typed.trim();
  if (text === "") return undefined;
  switch (shape.type) {
    case "duration":
      return isoOfDuration(text) ?? text;
    case "period":
      return isoOfPeriod(text) ?? text;
    case "percent":
      return /^\d+(?:\.\d+)?$/.test(text) ? `${text}%` : text;
    case "number": {
      const number = Number(text.replace(",", "."));
      return Number.isFinite(number) ? number : text;
    }
    case "yes-no":
      return text === "true" ? true : text === "false" ? false : text;
    case "text":
    case "choice":
    case "reference":
    case "date":
    case "moment":
    case "list":
    case "map":
    case "group":
    case "either":
    case "free":
      return text;
    default:
      return shape satisfies never;
  }
}

/** A value as it stands in the input. */
export function typedOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** What stands below an input to make sure that it was understood; empty where it says itself. */
export function readingOf(shape: FormShape, typed: string): string {
  if (typed === "" || (shape.type !== "duration" && shape.type !== "period")) return "";
  const iso = shape.type === "duration" ? isoOfDuration(typed) : isoOfPeriod(typed);
  return iso === null ? "" : `${durationWords(iso) ?? ""} (${iso})`;
}
