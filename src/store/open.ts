import type pg from "pg";
import { PgBoss } from "pg-boss";
import type { EventStore } from "#engine/event-store.ts";
import type { Queue } from "#engine/queue.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded/start.ts";
import { createEventStore } from "./event-store.ts";
import { migrate } from "./migrate.ts";
import { createPool } from "./pool.ts";
import { createQueue } from "./queue.ts";
import { queueSchema } from "./queue-schema.ts";
import { createSignals, type Signals } from "./signals.ts";

export type StoreOptions = {
  /** The name of this node, unlike that of any other on the same database. */
  readonly node: string;
  /** Told of what repairs itself (a lost connection, a restarted database), for the log. */
  readonly onTrouble?: (message: string) => void;
} & (
  | { readonly databaseUrl: string }
  /** Where the embedded database keeps its data; `port` when it must be a certain one. */
  | { readonly folder: string; readonly port?: number }
);

/** Everything that is kept, of one node. */
export type Store = {
  readonly events: EventStore;
  readonly queue: Queue;
  readonly signals: Signals;
  /** For reading; its connections may append to the log and no more. */
  readonly pool: pg.Pool;
  /** Connection string of the database; holds a password. */
  readonly url: string;
  readonly embedded: EmbeddedPostgres | null;
  /** Ends the connections, then the embedded database. */
  close(): Promise<void>;
};

/** Opens the store of a node: starts the embedded database where asked to, migrates, connects. Throws `StoreStartError` or `StoreUnavailable`. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const trouble = options.onTrouble ?? (() => {});
  const embedded =
    "folder" in options
      ? await startEmbeddedPostgres({
          folder: options.folder,
          ...(options.port === undefined ? {} : { port: options.port }),
        })
      : null;
  embedded?.onExit(trouble);
  const url = embedded?.url ?? ("databaseUrl" in options ? options.databaseUrl : "");
  const closers: (() => Promise<unknown>)[] = embedded === null ? [] : [() => embedded.stop()];
  const close = async (): Promise<void> => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const { hasEngineRole: asEngine } = await migrate(url);
    const pool = createPool({
      url,
      node: options.node,
      asEngine,
      onError: (error) => trouble(error.message),
    });
    closers.push(() => pool.end());
    const signals = await createSignals(url, options.node, asEngine);
    closers.push(() => signals.close());
    const boss = await startBoss(pool, trouble);
    closers.push(() => boss.stop({ graceful: false, close: false }));
    const queue = createQueue({
      boss,
      pool,
      onHint: signals.onJobs,
      onAdded: (jobs) => signals.tell([], jobs),
    });
    const events = createEventStore({ pool, node: options.node, jobs: queue.jobs, onAppended: signals.tell });
    return { events, queue, signals, pool, url, embedded, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** pg-boss on our pool. Its supervisor gives back the jobs of nodes that are frozen or cut off; the advisory lock finds the dead ones sooner. */
async function startBoss(pool: pg.Pool, trouble: (message: string) => void): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: queueSchema,
    migrate: false,
    schedule: false,
    supervise: true,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    maintenanceIntervalSeconds: 60,
    registerInstance: false,
    // Both need the owner's privileges, and tables this small do without.
    reindex: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  });
  boss.on("error", (error) => trouble(error.message));
  await boss.start();
  return boss;
}
