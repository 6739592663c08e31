import { isJsonObject, type Json } from "../../model/json.ts";
import type { Ref } from "../../model/ref.ts";
import type { Observation } from "../observed/observation.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import { importResult } from "./import-result.ts";
import type { Importer } from "./importer.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { observationCounts } from "./observation-counts.ts";
import { readJsonSources } from "./read-json-sources.ts";
import { slug } from "./slug.ts";

type Span = {
  readonly service: string;
  readonly parent: string | null;
  readonly failed: boolean;
  readonly startedAt: string | null;
  /** What a client span says of whom it calls, where no span of the other side is there. */
  readonly peer: string | null;
  readonly at: Cursor;
};

/**
 * OpenTelemetry traces in OTLP JSON (one export, or one per line as the collector's file exporter
 * writes them). A span whose parent is of another service is a call; a client span that names its peer
 * and has no child is one too. Makes observations only, never documents.
 */
export const importOtlp: Importer = (files) => {
  const { sources, unreadable } = readJsonSources(files, true);
  const ledger = openLedger(sources, unreadable);
  const spans = new Map<string, Span>();
  for (const source of sources) {
    const root = cursorAt(ledger, source);
    if (!isJsonObject(source.value) || !Array.isArray(root.at("resourceSpans").value))
      root.note("bad-value", "an export of traces has a list resourceSpans; this has none");
    else for (const resource of root.at("resourceSpans").items()) readResource(resource, spans, ledger);
  }
  const counts = observationCounts("trace");
  const withChildren = new Set([...spans.values()].map(({ parent }) => parent));
  for (const [id, span] of spans) {
    const caller = span.parent === null ? undefined : spans.get(span.parent);
    if (span.parent !== null && caller === undefined)
      span.at.note("dangling-target", "the parent of a span is not in the files; the call is not counted");
    if (caller !== undefined) add(caller.service, span.service, span);
    if (span.peer !== null && !withChildren.has(id)) add(span.service, span.peer, span);
  }
  function add(from: string, to: string, { startedAt, failed, at }: Span) {
    const [caller, callee] = [serviceRef(from), serviceRef(to)];
    if (caller === null || callee === null)
      at.note("bad-value", "no name can be made of the name of a service");
    else if (caller !== callee) counts.add(caller, callee, 1, failed ? 1 : 0, startedAt);
  }
  const observations: readonly Observation[] = counts.all();
  return importResult("otlp", files, ledger, unreadable, { documents: [], observations });
};

function serviceRef(name: string): Ref | null {
  const part = slug(name);
  return part === null ? null : `service:${part}`;
}

function readResource(resource: Cursor, spans: Map<string, Span>, ledger: Ledger): void {
  const service = attribute(resource.at("resource"), "service.name");
  for (const listName of ["scopeSpans", "instrumentationLibrarySpans"]) {
    const scopes = resource.at(listName);
    if (scopes.value === undefined) continue;
    for (const scope of scopes.items()) {
      for (const at of scope.at("spans").items()) {
        const [trace, id] = [at.at("traceId").text(), at.at("spanId").text()];
        if (service === null || trace === null || id === null) {
          at.report(
            "bad-value",
            service === null ? "its resource names no service" : "a span without traceId or spanId",
          );
          ledger.count("span", "reported");
          continue;
        }
        ledger.count("span", "mapped");
        spans.set(`${trace} ${id}`, spanAt(at, service, trace));
      }
    }
  }
}

function spanAt(at: Cursor, service: string, trace: string): Span {
  const parent = at.at("parentSpanId").text();
  const kind = at.at("kind").text();
  const code = at.at("status", "code").value === undefined ? null : at.at("status", "code").text();
  const isClient =
    kind === "3" || kind === "4" || kind === "SPAN_KIND_CLIENT" || kind === "SPAN_KIND_PRODUCER";
  return {
    service,
    parent: parent === null ? null : `${trace} ${parent}`,
    failed: code === "2" || code === "STATUS_CODE_ERROR",
    startedAt: instantOf(at.at("startTimeUnixNano").text()),
    peer: isClient ? peerOf(at) : null,
    at,
  };
}

/** Attributes that name the other side, the surest first. */
const peerAttributes = [
  "peer.service",
  "messaging.destination.name",
  "db.namespace",
  "db.name",
  "db.system.name",
  "db.system",
];

function peerOf(at: Cursor): string | null {
  for (const name of peerAttributes) {
    const value = attribute(at, name);
    if (value !== null) return value;
  }
  return null;
}

/** The text of an attribute (`{key, value: {stringValue}}`), taken; null where it is not there. */
function attribute(holder: Cursor, key: string): string | null {
  const list = holder.at("attributes").value;
  if (!Array.isArray(list)) return null;
  const index = (list as readonly Json[]).findIndex((each) => isJsonObject(each) && each["key"] === key);
  if (index < 0) return null;
  const found = holder.at("attributes", index);
  found.at("key").take();
  return found.at("value", "stringValue").text();
}

/** Nanoseconds since 1970 as ISO 8601; null where they are no time between 2000 and 2200. */
function instantOf(nanoseconds: string | null): string | null {
  if (nanoseconds === null || !/^\d{18,19}$/.test(nanoseconds)) return null;
  const milliseconds = Number(nanoseconds.slice(0, -6));
  return milliseconds > 946_684_800_000 && milliseconds < 7_258_118_400_000
    ? new Date(milliseconds).toISOString()
    : null;
}
