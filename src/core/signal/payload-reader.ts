import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { titleLettersMax } from "./signal.ts";

/** A text of an object, or null where it is none or empty. */
export function textOf(object: JsonObject, name: string): string | null {
  const value = object[name];
  return typeof value === "string" && value !== "" ? value : null;
}

/** An object in an object; empty where there is none. */
export function objectOf(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

/** Labels as text: numbers and yes or no as they are written, what is nested as JSON. */
export function labelsOf(object: JsonObject): { readonly [name: string]: string } {
  const entries = Object.entries(object).flatMap(([name, value]) =>
    value === null ? [] : [[name, labelText(value)] as const],
  );
  return Object.fromEntries(entries);
}

const labelText = (value: Json) => (typeof value === "string" ? value : JSON.stringify(value));

/**
 * An instant in UTC, or null where the text is none. Year 1 is Go's zero time: Alertmanager sends it as `endsAt`
 * while an alert is firing.
 */
export function instantOf(value: Json | undefined): string | null {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}T/.test(value)) return null;
  const milliseconds = Date.parse(value);
  if (Number.isNaN(milliseconds) || value.startsWith("0001-")) return null;
  return new Date(milliseconds).toISOString();
}

/** A text that fits where titles stand. */
export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= titleLettersMax ? line : `${line.slice(0, titleLettersMax - 1)}…`;
}
