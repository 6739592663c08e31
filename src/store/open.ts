import type pg from "pg";
import { PgBoss } from "pg-boss";
import type { EventStore } from "#engine/event-store.ts";
import type { JobAttempt, Queue } from "#engine/queue.ts";
import { type Attachments, createAttachments } from "./attachments.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded/start.ts";
import { createEventStore } from "./event-store.ts";
import { storeFailure } from "./failure.ts";
import { createFeed, type Feed } from "./feed.ts";
import { giveBack, watchLiveness } from "./liveness.ts";
import { migrate } from "./migrate.ts";
import { holdPresence } from "./node-presence.ts";
import { createPool, warmUp } from "./pool.ts";
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
  readonly feed: Feed;
  readonly signals: Signals;
  readonly attachments: Attachments;
  /** For reading; its connections may append to the log and no more. */
  readonly pool: pg.Pool;
  /** Connection string of the database, as its owner; holds a password. */
  readonly url: string;
  readonly embedded: EmbeddedPostgres | null;
  /** Ends the connections, then the embedded database. Work that is under way should have ended before. */
  close(): Promise<void>;
};

type Closer = () => Promise<unknown>;

/** Opens the store of a node: starts the embedded database where asked to, migrates, connects. Throws `StoreStartError` or `StoreUnavailable`. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const closers: Closer[] = [];
  let closing = false;
  const onTrouble = (message: string): void => {
    if (!closing) options.onTrouble?.(message);
  };
  const close = async (): Promise<void> => {
    // The end of the connections is no trouble when it is ours.
    closing = true;
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const embedded = await startOwn(options, onTrouble);
    if (embedded !== null) closers.push(() => embedded.stop());
    const url = embedded?.url ?? ("databaseUrl" in options ? options.databaseUrl : "");
    const { hasEngineRole } = await migrate(url);
    return { ...(await connect(options.node, onTrouble, url, hasEngineRole, closers)), url, embedded, close };
  } catch (error) {
    await close();
    // The database may have gone away between two steps of the start.
    throw storeFailure(error);
  }
}

async function startOwn(
  options: StoreOptions,
  onTrouble: (message: string) => void,
): Promise<EmbeddedPostgres | null> {
  if (!("folder" in options)) return null;
  const port = options.port === undefined ? {} : { port: options.port };
  const embedded = await startEmbeddedPostgres({ folder: options.folder, ...port });
  embedded.onExit(onTrouble);
  return embedded;
}

async function connect(
  node: string,
  onTrouble: (message: string) => void,
  url: string,
  asEngine: boolean,
  closers: Closer[],
): Promise<Omit<Store, "url" | "embedded" | "close">> {
  const pool = createPool({ url, node, asEngine, onError: (error) => onTrouble(error.message) });
  closers.push(() => pool.end());
  await warmUp(pool);
  const presence = await holdPresence(url, node, asEngine);
  closers.push(() => presence.close());
  const signals = await createSignals(url, node, asEngine);
  closers.push(() => signals.close());
  const boss = await startBoss(pool, onTrouble);
  closers.push(() => boss.stop({ graceful: false, close: false }));
  const queue = createQueue({
    boss,
    pool,
    onHint: (listener) => signals.onJobs(listener),
    onAdded: (jobs) => signals.tell([], jobs),
  });
  const announce = (attempts: readonly JobAttempt[]): void =>
    signals.tell(
      [],
      attempts.map((attempt) => ({ queue: attempt.queue, data: {} })),
    );
  // We have the lock of our name, so whatever jobs it holds are those of a process before us that is gone.
  announce(await giveBack({ pool, boss }, node, true));
  const liveness = watchLiveness({
    pool,
    boss,
    node,
    presence,
    onTrouble,
    onLost: (lost, attempts) => {
      onTrouble(`node ${lost} is lost; ${attempts.length} jobs of it are given to others`);
      announce(attempts);
    },
  });
  closers.push(() => liveness.stop());
  return {
    queue,
    signals,
    pool,
    feed: createFeed(pool, signals),
    attachments: createAttachments(pool),
    events: createEventStore({
      pool,
      node,
      jobs: queue.jobs,
      onAppended: (events, adds) => signals.tell(events, adds),
    }),
  };
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
