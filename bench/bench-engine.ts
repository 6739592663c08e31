import type { RunPlan } from "#core/model/run-plan.ts";
import { systemClock } from "#engine/clock.ts";
import { type Engine, startEngine } from "#engine/engine.ts";
import type { EventStore } from "#engine/event-store.ts";
import { openStore, type Store } from "#store/open.ts";
import { starter } from "#test/simulation/people.ts";
import { noOpConnector } from "./no-op.ts";

/** A store and a node of the engine in this process, as the server has them. */
export type BenchEngine = {
  readonly store: Store;
  readonly engine: Engine;
  start(run: string, plan: RunPlan): Promise<void>;
  /** Resolves when so many runs have finished since this was called. */
  untilFinished(count: number): Promise<void>;
  close(): Promise<void>;
};

export async function startBenchEngine(databaseUrl: string, node = "bench"): Promise<BenchEngine> {
  const store = await openStore({ databaseUrl, node });
  const watchers = new Set<() => void>();
  // Counted where events are stored: a reader of the feed in this process would cost what is measured.
  const events: EventStore = {
    ...store.events,
    async append(append) {
      const result = await store.events.append(append);
      if (result.status === "appended" && append.events.some(({ type }) => type === "RunFinished")) {
        for (const watcher of watchers) watcher();
      }
      return result;
    },
  };
  const engine = startEngine({
    events,
    queue: store.queue,
    connectors: new Map([["no-op", noOpConnector]]),
    readSecret: async () => "",
    clock: systemClock,
    node,
    onError: (error) => {
      throw error;
    },
  });
  return {
    store,
    engine,
    async start(run, plan) {
      const command = {
        type: "StartRun",
        plan,
        mode: "live",
        reason: "benchmark",
        impact: null,
        detection: null,
        slowAfterSeconds: {},
        actor: starter,
        at: systemClock.now(),
      } as const;
      const result = await engine.handler.handle(run, command, { commandId: `start-${run}` });
      if (result.status !== "accepted") throw new Error(`run ${run} did not start`);
    },
    untilFinished: (count) =>
      new Promise((resolve) => {
        let finished = 0;
        const watcher = () => {
          finished += 1;
          if (finished < count) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
      }),
    async close() {
      await engine.stop();
      await store.close();
    },
  };
}
