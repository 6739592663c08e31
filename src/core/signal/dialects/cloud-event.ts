import { isJsonObject, type Json } from "../../model/json.ts";
import { instantOf, labelsOf, shortened, textOf } from "../payload-reader.ts";
import type { PayloadFault, ReadPayload } from "../signal.ts";

/**
 * A CloudEvent in structured JSON mode (CloudEvents 1.0): `source` and `subject` name what it is about; `data.status`
 * tells that it is over. `id` only tells deliveries apart, so it is no fingerprint.
 */
export function readCloudEvent(payload: Json): ReadPayload {
  if (!isJsonObject(payload)) return { signals: [], faults: [{ pointer: "", detail: "is no JSON object" }] };
  const faults: PayloadFault[] = [];
  for (const name of ["specversion", "id", "source", "type"]) {
    if (textOf(payload, name) === null) faults.push({ pointer: `/${name}`, detail: "is missing" });
  }
  if (faults.length > 0) return { signals: [], faults };
  const data = isJsonObject(payload["data"]) ? payload["data"] : {};
  const type = textOf(payload, "type") ?? "";
  const source = textOf(payload, "source") ?? "";
  const subject = textOf(payload, "subject");
  const isOver = data["status"] === "resolved" || data["status"] === "ok";
  return {
    signals: [
      {
        source: "cloudevents",
        fingerprint: [source, subject ?? "", type].join(" "),
        status: isOver ? "resolved" : "firing",
        startsAt: isOver ? null : instantOf(payload["time"]),
        endsAt: isOver ? instantOf(payload["time"]) : null,
        title: shortened(textOf(data, "title") ?? type),
        summary: shortened(textOf(data, "summary") ?? textOf(data, "message") ?? ""),
        severity: textOf(data, "severity"),
        labels: { ...labelsOf(data), source, ...(subject === null ? {} : { subject }) },
        link: null,
      },
    ],
    faults: [],
  };
}
