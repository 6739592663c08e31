import type { StoredEvent } from "#core/model/event.ts";
import { type NewJob, type QueueName, queueNames } from "#engine/queue.ts";
import { keepConnection } from "./kept-connection.ts";

/** Hints between nodes. They may be lost and they may be wrong: whoever gets one looks for itself. */
export type Signals = {
  /** There may be new events; `changed` names streams and versions when they are known, and is empty after a reconnect. */
  onEvents(listener: (changed: readonly StreamVersion[]) => void): () => void;
  onJobs(listener: (queue: QueueName) => void): void;
  /** Says, after the commit, that these were stored. */
  tell(events: readonly StoredEvent[], jobs: readonly NewJob[]): void;
  close(): Promise<void>;
};

export type StreamVersion = readonly [stream: string, version: number];

/** NOTIFY takes a lock of the whole server at commit: hints of a few milliseconds travel together. */
const coalesceMilliseconds = 5;
/** A payload of NOTIFY is limited to 8,000 bytes; a longer list is left away, which means "look". */
const payloadBytesMax = 7900;

const channel = "holdfast";

type Message = { readonly events?: readonly StreamVersion[]; readonly jobs?: readonly QueueName[] };

/**
 * Sends and hears hints on a connection of its own (PostgreSQL's LISTEN and NOTIFY; needs a direct or session-mode
 * connection). This node's own hints are given to its listeners at once, without the way through the database.
 */
export async function createSignals(url: string, node: string, asEngine: boolean): Promise<Signals> {
  const eventListeners = new Set<(changed: readonly StreamVersion[]) => void>();
  const jobListeners = new Set<(queue: QueueName) => void>();
  const pending = { events: new Map<string, number>(), jobs: new Set<QueueName>() };
  let timer: NodeJS.Timeout | null = null;

  const hear = ({ events, jobs }: Message): void => {
    if (events !== undefined) for (const listener of eventListeners) listener(events);
    for (const queue of jobs ?? []) for (const listener of jobListeners) listener(queue);
  };

  const connection = await keepConnection({
    url,
    name: `${node} signals`,
    asEngine,
    onConnect: async (client, first) => {
      const ownPid = (client as unknown as { readonly processID: number }).processID;
      client.on("notification", (message) => {
        if (message.processId !== ownPid) hear(parse(message.payload));
      });
      await client.query(`listen ${channel}`);
      // Whatever was said while the connection was away is lost.
      if (!first) hear({ events: [], jobs: queueNames });
    },
  });

  const send = (): void => {
    timer = null;
    const message: Message = { events: [...pending.events], jobs: [...pending.jobs] };
    pending.events.clear();
    pending.jobs.clear();
    // A hint that cannot be sent is a lost hint: the others' polling finds what it was about.
    connection
      .client()
      ?.query("select pg_notify($1, $2)", [channel, payloadOf(message)])
      .catch(() => {});
  };

  return {
    onEvents: (listener) => {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    onJobs: (listener) => {
      jobListeners.add(listener);
    },
    tell: (events, jobs) => {
      const due = new Set(jobs.filter((job) => job.startAfterSeconds === undefined).map((job) => job.queue));
      const changed = events.map((event): StreamVersion => [event.stream, event.version]);
      hear({ ...(changed.length > 0 ? { events: changed } : {}), jobs: [...due] });
      for (const [stream, version] of changed) pending.events.set(stream, version);
      for (const queue of due) pending.jobs.add(queue);
      timer ??= setTimeout(send, coalesceMilliseconds);
    },
    close: async () => {
      if (timer !== null) clearTimeout(timer);
      await connection.close();
    },
  };
}

function payloadOf(message: Message): string {
  const text = JSON.stringify(message);
  return Buffer.byteLength(text) <= payloadBytesMax ? text : JSON.stringify({ ...message, events: [] });
}

/** Anybody who may connect may send a NOTIFY: what is not ours is a hint to look. */
function parse(payload: string | undefined): Message {
  try {
    const message = JSON.parse(payload ?? "{}") as Message;
    return {
      ...(Array.isArray(message.events) ? { events: message.events } : {}),
      jobs: queueNames.filter((queue) => message.jobs?.includes(queue)),
    };
  } catch {
    return { events: [], jobs: queueNames };
  }
}
