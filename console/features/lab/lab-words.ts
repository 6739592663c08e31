import { isJsonObject, type JsonObject } from "#core/model/json.ts";
import type { StatusKind } from "../../ui/status-mark.tsx";
import { at, numberAt, objectAt, textAt } from "./read-status.ts";

type Shown = { readonly kind: StatusKind; readonly word: string };

const databases: { readonly [status: string]: Shown } = {
  primary: { kind: "ok", word: "primary" },
  standby: { kind: "ok", word: "standby" },
  refused: { kind: "failed", word: "refuses connections" },
  silent: { kind: "warning", word: "accepts, but does not answer" },
  error: { kind: "warning", word: "answers with an error" },
};

/** The database of a site. */
export function databaseWords(status: JsonObject, site: string): Shown {
  const said = textAt(status, "sites", site, "database", "status");
  return databases[said ?? ""] ?? { kind: "not-verified", word: said ?? "not observed" };
}

/** The application of a site: it can take orders only where its database is primary. */
export function applicationWords(status: JsonObject, site: string): Shown {
  const role = textAt(status, "sites", site, "application", "role");
  if (role === "primary") return { kind: "ok", word: "takes orders" };
  if (role === "standby") return { kind: "ok", word: "up, read-only" };
  if (role !== null) return { kind: "warning", word: "up, its database is away" };
  const isAway = at(status, "sites", site, "application", "unreachable") !== null;
  return isAway
    ? { kind: "failed", word: "does not answer" }
    : { kind: "not-verified", word: "not observed" };
}

/** What the witness, in neither site, names the state of the estate. */
export function verdictWords(status: JsonObject): Shown {
  const verdict = textAt(status, "witness", "verdict");
  const site = textAt(status, "witness", "site");
  if (verdict === null || verdict === "not observed") return { kind: "not-verified", word: "not observed" };
  if (verdict === "healthy") return { kind: "ok", word: "healthy" };
  return { kind: "failed", word: site === null ? verdict : `${verdict}: ${site}` };
}

/** Whether orders succeed from outside, by the probe. */
export function probeWords(status: JsonObject): Shown {
  if (at(status, "probe", "unreachable") !== null)
    return { kind: "failed", word: "the probe does not answer" };
  const began = at(status, "impact", "beganAt");
  const isOver = at(status, "impact", "endedAt") !== null;
  if (numberAt(status, "probe", "acknowledged") === null)
    return { kind: "not-verified", word: "not observed" };
  return began === null || isOver
    ? { kind: "ok", word: "orders succeed" }
    : { kind: "failed", word: "orders fail" };
}

/** Whether two databases ever accepted writes at once. */
export function writerWords(status: JsonObject): Shown {
  const violations = at(status, "writers", "violations");
  if (!Array.isArray(violations)) return { kind: "not-verified", word: "not observed" };
  if (violations.length === 0) return { kind: "ok", word: "never two writers" };
  return { kind: "failed", word: `two writers, ${violations.length} times` };
}

/** Where the relay sends orders, and how its links are: `east, open`. */
export function relayLines(status: JsonObject): readonly { readonly name: string; readonly text: string }[] {
  const entrances = objectAt(status, "relay", "entrances");
  const links = objectAt(status, "relay", "links");
  const told = [
    ...Object.keys(entrances).map((name) => {
      const [active, mode] = [textAt(entrances, name, "active"), textAt(entrances, name, "mode")];
      return { name: `Entrance ${name}`, text: `to ${active ?? "nobody"}, ${mode ?? "unknown"}` };
    }),
    ...Object.keys(links).map((name) => {
      const [mode, delay] = [textAt(links, name, "mode"), numberAt(links, name, "delayMilliseconds") ?? 0];
      return {
        name: `Link ${name}`,
        text: `${mode ?? "unknown"}${delay > 0 ? `, delayed by ${delay} ms` : ""}`,
      };
    }),
  ];
  return told.length > 0 ? told : [{ name: "Relay", text: "does not answer" }];
}

/** Why an order failed. The probe gives the answer as it came; of one that is JSON the telling parts are shown. */
export function reasonWords(reason: string): string {
  try {
    const said: unknown = JSON.parse(reason);
    if (!isJsonObject(said)) return reason;
    const parts = [said["error"] ?? said["reason"], said["target"], said["message"] ?? said["detail"]];
    return parts.filter((part) => typeof part === "string").join(", ") || reason;
  } catch {
    return reason;
  }
}
