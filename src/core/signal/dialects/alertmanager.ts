import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { instantOf, labelsOf, objectOf, shortened, textOf } from "../payload-reader.ts";
import {
  type PayloadFault,
  type ReadPayload,
  type Signal,
  type SignalSource,
  signalsMax,
} from "../signal.ts";

/**
 * Alertmanager's webhook, version 4 (prometheus.io, "webhook_config"): a group of alerts, each with labels,
 * annotations and a fingerprint. Grafana's unified alerting sends the same shape.
 */
export function readAlertmanager(payload: Json, source: SignalSource = "alertmanager"): ReadPayload {
  if (!isJsonObject(payload)) return { signals: [], faults: [{ pointer: "", detail: "is no JSON object" }] };
  const { alerts } = payload;
  if (!Array.isArray(alerts)) {
    return { signals: [], faults: [{ pointer: "/alerts", detail: "is no list of alerts" }] };
  }
  if (alerts.length > signalsMax) {
    return { signals: [], faults: [{ pointer: "/alerts", detail: `has more than ${signalsMax} alerts` }] };
  }
  const faults: PayloadFault[] = [];
  const signals: Signal[] = [];
  alerts.forEach((alert: Json, index: number) => {
    const read = isJsonObject(alert) ? signalOf(alert, source) : "is no object";
    if (typeof read === "string") faults.push({ pointer: `/alerts/${index}`, detail: read });
    else signals.push(read);
  });
  return { signals, faults };
}

function signalOf(alert: JsonObject, source: SignalSource): Signal | string {
  const labels = labelsOf(objectOf(alert, "labels"));
  if (Object.keys(labels).length === 0) return "has no labels: nothing says what it is about";
  const annotations = labelsOf(objectOf(alert, "annotations"));
  const status = alert["status"] === "resolved" ? "resolved" : "firing";
  const endsAt = instantOf(alert["endsAt"]);
  return {
    source,
    fingerprint: textOf(alert, "fingerprint") ?? sortedLabels(labels),
    status,
    startsAt: instantOf(alert["startsAt"]),
    // A firing alert may carry the end at which its sender would let it expire: it has not ended.
    endsAt: status === "resolved" ? endsAt : null,
    title: shortened(labels["alertname"] ?? "alert"),
    summary: shortened(annotations["summary"] ?? annotations["description"] ?? annotations["message"] ?? ""),
    severity: labels["severity"] ?? null,
    labels,
    link: textOf(alert, "generatorURL"),
  };
}

/** Version 3 and some senders give no fingerprint: the labels are what tells alerts apart. */
function sortedLabels(labels: { readonly [name: string]: string }): string {
  const entries = Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(entries);
}
