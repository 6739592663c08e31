import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { instantOf, labelsOf, objectOf, shortened, textOf } from "../payload-reader.ts";
import type { PayloadFault, ReadPayload } from "../signal.ts";

const severities: ReadonlySet<string> = new Set(["critical", "error", "warning", "info"]);
const actions: ReadonlySet<string> = new Set(["trigger", "acknowledge", "resolve"]);

/**
 * An event of PagerDuty's Events API v2 (`/v2/enqueue`). `trigger` and `resolve` make signals; `acknowledge` makes
 * none, since somebody at the sender has seen it and nothing has changed. `newKey` is used where a trigger has no
 * dedup_key, as that API does.
 */
export function readPagerDuty(
  payload: Json,
  newKey: string,
): ReadPayload & { readonly dedupKey: string | null } {
  const bad = (faults: readonly PayloadFault[]) => ({ signals: [], faults, dedupKey: null });
  if (!isJsonObject(payload)) return bad([{ pointer: "", detail: "is no JSON object" }]);
  const action = textOf(payload, "event_action") ?? "";
  if (!actions.has(action)) {
    return bad([{ pointer: "/event_action", detail: "is none of trigger, acknowledge, resolve" }]);
  }
  const key = textOf(payload, "dedup_key");
  if (action !== "trigger") {
    if (key === null) return bad([{ pointer: "/dedup_key", detail: `is missing: ${action} needs one` }]);
    if (action === "acknowledge") return { signals: [], faults: [], dedupKey: key };
  }
  const dedupKey = key ?? newKey;
  const content = objectOf(payload, "payload");
  const faults = action === "trigger" ? triggerFaults(content) : [];
  if (faults.length > 0) return bad(faults);
  return { signals: [signalOf(payload, content, { action, dedupKey })], faults: [], dedupKey };
}

/**
 * A change event of that API (`/v2/change/enqueue`): something was deployed or configured. It is kept as a signal that fires
 * nothing, with the label `event: change`, so that it stands in time beside what fired after it.
 */
export function readPagerDutyChange(payload: Json, newKey: string): ReadPayload {
  const bad = (pointer: string, detail: string) => ({ signals: [], faults: [{ pointer, detail }] });
  if (!isJsonObject(payload)) return bad("", "is no JSON object");
  const content = objectOf(payload, "payload");
  const summary = textOf(content, "summary");
  if (summary === null) return bad("/payload/summary", "is missing");
  const at = instantOf(content["timestamp"]);
  const source = textOf(content, "source");
  return {
    signals: [
      {
        source: "pagerduty",
        fingerprint: `change ${at === null ? newKey : `${source ?? ""} ${summary}`}`,
        status: "resolved",
        startsAt: at,
        endsAt: at,
        title: shortened(summary),
        summary: "",
        severity: null,
        labels: {
          ...labelsOf(objectOf(content, "custom_details")),
          ...(source === null ? {} : { source }),
          event: "change",
        },
        link: null,
      },
    ],
    faults: [],
  };
}

function triggerFaults(content: JsonObject): readonly PayloadFault[] {
  const faults: PayloadFault[] = [];
  if (textOf(content, "summary") === null) faults.push({ pointer: "/payload/summary", detail: "is missing" });
  if (textOf(content, "source") === null) faults.push({ pointer: "/payload/source", detail: "is missing" });
  if (!severities.has(textOf(content, "severity") ?? "")) {
    faults.push({ pointer: "/payload/severity", detail: "is none of critical, error, warning, info" });
  }
  return faults;
}

function signalOf(
  payload: JsonObject,
  content: JsonObject,
  { action, dedupKey }: { readonly action: string; readonly dedupKey: string },
): ReadPayload["signals"][number] {
  const status = action === "resolve" ? ("resolved" as const) : ("firing" as const);
  const named: { [name: string]: string } = {};
  for (const name of ["source", "component", "group", "class"]) {
    const text = textOf(content, name);
    if (text !== null) named[name] = text;
  }
  return {
    source: "pagerduty",
    fingerprint: dedupKey,
    status,
    startsAt: status === "firing" ? instantOf(content["timestamp"]) : null,
    endsAt: null,
    title: shortened(textOf(content, "summary") ?? dedupKey),
    summary: "",
    severity: textOf(content, "severity"),
    labels: { ...labelsOf(objectOf(content, "custom_details")), ...named },
    link: textOf(payload, "client_url"),
  };
}
