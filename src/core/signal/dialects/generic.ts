import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { instantOf, labelsOf, shortened, textOf } from "../payload-reader.ts";
import type { PayloadFault, ReadPayload } from "../signal.ts";

/** Where in a sender's JSON the parts of a signal lie, as JSON pointers (RFC 6901). */
export type SignalMapping = {
  readonly title: string;
  /** What tells alerts apart; the title where it is absent. */
  readonly fingerprint?: string;
  readonly status?: string;
  /** Values of `status` that mean that it is over. */
  readonly resolvedValues?: readonly string[];
  readonly startsAt?: string;
  readonly severity?: string;
  readonly summary?: string;
  /** An object whose members become labels. */
  readonly labels?: string;
  readonly link?: string;
};

const usualResolved: readonly string[] = [
  "resolved",
  "ok",
  "up",
  "closed",
  "recovered",
  "OK",
  "UP",
  "CLOSED",
];

/** Reads a JSON of a shape of its own by a mapping of pointers. */
export function readGeneric(payload: Json, mapping: SignalMapping): ReadPayload {
  const title = textAt(payload, mapping.title);
  if (title === null) {
    return {
      signals: [],
      faults: [{ pointer: mapping.title, detail: "is no text: nothing says what it is about" }],
    };
  }
  const faults: PayloadFault[] = [];
  const status = mapping.status === undefined ? null : textAt(payload, mapping.status);
  const isOver = status !== null && (mapping.resolvedValues ?? usualResolved).includes(status);
  const labels = mapping.labels === undefined ? null : valueAt(payload, mapping.labels);
  if (mapping.labels !== undefined && !isJsonObject(labels)) {
    faults.push({ pointer: mapping.labels, detail: "is no object: the signal has no labels" });
  }
  const at = (pointer: string | undefined) => (pointer === undefined ? null : textAt(payload, pointer));
  return {
    signals: [
      {
        source: "generic",
        fingerprint: at(mapping.fingerprint) ?? title,
        status: isOver ? "resolved" : "firing",
        startsAt: instantOf(at(mapping.startsAt) ?? undefined),
        endsAt: null,
        title: shortened(title),
        summary: shortened(at(mapping.summary) ?? ""),
        severity: at(mapping.severity),
        labels: isJsonObject(labels) ? labelsOf(labels) : {},
        link: at(mapping.link),
      },
    ],
    faults,
  };
}

function valueAt(payload: Json, pointer: string): Json | undefined {
  let value: Json | undefined = payload;
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(name)];
    else value = isJsonObject(value) ? value[name] : undefined;
  }
  return value;
}

function textAt(payload: Json, pointer: string): string | null {
  const value = valueAt(payload, pointer);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

/** Whether a mapping may be read by: each part a pointer. */
export function mappingFault(mapping: JsonObject): string | null {
  if (textOf(mapping, "title") === null) return "a mapping says with `title` where the title lies";
  for (const [name, value] of Object.entries(mapping)) {
    if (name === "resolvedValues") continue;
    if (typeof value !== "string" || !value.startsWith("/"))
      return `${name} is a JSON pointer, such as /alert/name`;
  }
  return null;
}
