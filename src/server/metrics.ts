import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { StoredEvent } from "#core/model/event.ts";
import type { EventStore } from "#engine/event-store.ts";

/** What is measured of this node, in the text format of Prometheus. */
export type Metrics = {
  readonly contentType: string;
  text(): Promise<string>;
  /** Measures the log's appends. */
  measured(events: EventStore): EventStore;
  countEvents(events: readonly StoredEvent[]): void;
  requestDone(route: string, status: number, seconds: number): void;
  streamOpened(): () => void;
};

const appendBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  const events = new Counter({
    name: "holdfast_events_total",
    help: "Events stored by any node since this one started, by type.",
    labelNames: ["type"],
    registers,
  });
  const runs = new Counter({
    name: "holdfast_runs_finished_total",
    help: "Runs finished since this node started, by result.",
    labelNames: ["result"],
    registers,
  });
  const appends = new Histogram({
    name: "holdfast_append_seconds",
    help: "Time to store one decision.",
    labelNames: ["result"],
    buckets: appendBuckets,
    registers,
  });
  const requests = new Histogram({
    name: "holdfast_http_request_seconds",
    help: "Time to answer a request.",
    labelNames: ["route", "status"],
    registers,
  });
  const streams = new Gauge({
    name: "holdfast_feed_connections",
    help: "Open live connections.",
    registers,
  });
  const loop = new Gauge({
    name: "holdfast_event_loop_lag_seconds",
    help: "99th percentile of the delay of the event loop since the last reading.",
    registers,
    collect() {
      loop.set(lag.percentile(99) / 1e9);
      lag.reset();
    },
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    measured: (store) => ({
      ...store,
      append: async (append) => {
        const stop = appends.startTimer();
        try {
          const result = await store.append(append);
          stop({ result: result.status });
          return result;
        } catch (error) {
          stop({ result: "unavailable" });
          throw error;
        }
      },
    }),
    countEvents: (stored) => {
      for (const { type, data } of stored) {
        events.inc({ type });
        if (type === "RunFinished")
          runs.inc({ result: typeof data["result"] === "string" ? data["result"] : "unknown" });
      }
    },
    requestDone: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
    streamOpened: () => {
      streams.inc();
      return () => streams.dec();
    },
  };
}
