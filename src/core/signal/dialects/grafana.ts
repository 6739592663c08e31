import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { labelsOf, objectOf, shortened, textOf } from "../payload-reader.ts";
import type { ReadPayload, Signal } from "../signal.ts";
import { readAlertmanager } from "./alertmanager.ts";

/**
 * Grafana's webhook: since version 9 the shape of Alertmanager's, before that one rule with a `state`
 * (Grafana documentation, "Webhook notifier").
 */
export function readGrafana(payload: Json): ReadPayload {
  if (!isJsonObject(payload)) return { signals: [], faults: [{ pointer: "", detail: "is no JSON object" }] };
  if (Array.isArray(payload["alerts"])) return readAlertmanager(payload, "grafana");
  const signal = legacySignal(payload);
  if (typeof signal === "string") return { signals: [], faults: [{ pointer: "/state", detail: signal }] };
  return { signals: [signal], faults: [] };
}

const resolvedStates: ReadonlySet<string> = new Set(["ok", "paused"]);

function legacySignal(payload: JsonObject): Signal | string {
  const state = textOf(payload, "state");
  if (state === null) return "is missing: neither alerts nor a state are there";
  const id = payload["ruleId"];
  const name = textOf(payload, "ruleName") ?? textOf(payload, "title") ?? "alert";
  return {
    source: "grafana",
    fingerprint: typeof id === "number" ? `rule ${id}` : name,
    status: resolvedStates.has(state) ? "resolved" : "firing",
    startsAt: null,
    endsAt: null,
    title: shortened(name),
    summary: shortened(textOf(payload, "message") ?? ""),
    severity: state === "no_data" ? "no-data" : null,
    labels: { ...labelsOf(objectOf(payload, "tags")), ...firstTags(payload) },
    link: textOf(payload, "ruleUrl"),
  };
}

/** Tags of the first series that matched: what the rule fired about. */
function firstTags(payload: JsonObject): { readonly [name: string]: string } {
  const matches = payload["evalMatches"];
  const [first] = Array.isArray(matches) ? (matches as readonly Json[]) : [];
  return isJsonObject(first) ? labelsOf(objectOf(first, "tags")) : {};
}
