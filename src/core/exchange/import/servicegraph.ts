import type { Ref } from "../../model/ref.ts";
import { isJsonObject } from "../../model/json.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import { importResult } from "./import-result.ts";
import type { Importer } from "./importer.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { type ObservationCounts, observationCounts } from "./observation-counts.ts";
import { readMetricSources } from "./read-metric-sources.ts";
import { slug } from "./slug.ts";

const total = "traces_service_graph_request_total";
const failed = "traces_service_graph_request_failed_total";

/**
 * Service graph metrics (of the OpenTelemetry collector's connector or of Tempo) as Prometheus text, or
 * as an answer of its API (instant or range). Makes observations only, never documents. An instant
 * counter says that calls were made, not when; a range also says when it grew.
 */
export const importServicegraph: Importer = (files) => {
  const { sources, unreadable } = readMetricSources(files);
  const ledger = openLedger(sources, unreadable);
  const counts = observationCounts("metric");
  for (const source of sources) {
    const root = cursorAt(ledger, source);
    const list = Array.isArray(root.value) ? root : root.at("data", "result");
    if (!Array.isArray(list.value))
      root.note("bad-value", "neither samples nor an answer of Prometheus (data.result)");
    for (const series of Array.isArray(list.value) ? list.items() : []) readSeries(series, counts, ledger);
  }
  return importResult("servicegraph", files, ledger, unreadable, {
    documents: [],
    observations: counts.all(),
  });
};

function readSeries(series: Cursor, counts: ObservationCounts, ledger: Ledger): void {
  const label = (name: string) =>
    series.at("metric", name).value === undefined ? null : series.at("metric", name).text();
  const name = label("__name__") ?? total;
  const reject = (code: "unsupported-item" | "bad-value", message: string) => {
    series.report(code, message);
    ledger.count("series", "reported");
  };
  if (!isJsonObject(series.value)) return reject("bad-value", "a series has metric and value; this has not");
  if (name !== total && name !== failed)
    return reject("unsupported-item", `the metric ${name} tells of no call`);
  const [client, server] = [refOf(label("client")), refOf(label("server"))];
  if (client === null || server === null) return reject("bad-value", "client or server has no name");
  if (client === server) return reject("unsupported-item", `${client} calls itself`);
  const points = pointsOf(series);
  const growth = points.map(({ value }, index) => {
    const before = points[index - 1]?.value ?? 0;
    // A counter that is smaller than before has started anew.
    return value < before ? value : value - before;
  });
  const calls = growth.reduce((sum, each) => sum + each, 0);
  if (!(calls > 0)) {
    // That nothing failed is no call either, and says nothing new.
    if (name === total) return reject("bad-value", "a counter that has not counted shows no call");
    return ledger.count("series", "mapped");
  }
  ledger.count("series", "mapped");
  const detail = label("connection_type");
  if (name === failed) return counts.add(client, server, 0, calls, null, detail);
  // The first value of a counter was reached before the range began; only what grew within has a time.
  const grown = points.filter((_, index) => index > 0 && (growth[index] ?? 0) > 0);
  counts.add(client, server, calls, null, grown[0]?.at ?? null, detail);
  const last = grown.at(-1)?.at ?? null;
  if (last !== null) counts.add(client, server, 0, null, last, detail);
}

type Point = { readonly at: string | null; readonly value: number };

/** The samples of a series: one (`value`) or many (`values`). */
function pointsOf(series: Cursor): readonly Point[] {
  const many = series.at("values");
  const samples = many.value === undefined ? [series.at("value")] : many.items();
  return samples.flatMap((sample) => {
    const time = sample.at(0).value === null ? null : sample.at(0).number();
    const value = sample.at(1).number();
    const isTime = time !== null && time > 946_684_800 && time < 7_258_118_400;
    return value === null
      ? []
      : [{ at: isTime ? new Date(Math.round(time * 1000)).toISOString() : null, value }];
  });
}

function refOf(name: string | null): Ref | null {
  const part = slug(name ?? "");
  return part === null ? null : `service:${part}`;
}
