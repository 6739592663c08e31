import type { StoredEvent } from "#core/model/event.ts";
import type { Append, AppendResult, EventStore } from "#engine/event-store.ts";
import type { Job, JobAttempt, NewJob, Queue, QueueName } from "#engine/queue.ts";
import type { Process, World } from "./world.ts";

type Row = NewJob & {
  readonly id: string;
  status: "waiting" | "active" | "done";
  retry: number;
  holder: Process | null;
  touchedMilliseconds: number;
  readonly dueMilliseconds: number;
};

/** An attempt without a sign of life for this long is given to another node. */
const heartbeatMilliseconds = 10_000;

/** One database of the simulation, with an event log and a queue that share transactions. */
export type MemoryDatabase = {
  readonly streams: ReadonlyMap<string, readonly StoredEvent[]>;
  eventStoreFor(process: Process): EventStore;
  queueFor(process: Process): Queue;
  /** Gives the jobs of a process to others, as liveness does for one it takes for lost. */
  returnJobsOf(isMeant: (process: Process) => boolean): number;
  /** Gives away the jobs that nobody has touched in time, as the queue's supervisor does. */
  returnSilentJobs(): void;
  openJobs(): number;
};

export function createMemoryDatabase(world: World): MemoryDatabase {
  const streams = new Map<string, StoredEvent[]>();
  const rows: Row[] = [];
  const hints = new Map<Process, ((queue: QueueName) => void)[]>();
  let position = 0;

  const rowOf = (attempt: JobAttempt) =>
    rows.find((row) => row.id === attempt.id && row.status === "active" && row.retry === attempt.retry);

  function add(jobs: readonly NewJob[]): void {
    for (const job of jobs) {
      rows.push({
        ...job,
        id: `job-${rows.length + 1}`,
        status: "waiting",
        retry: 0,
        holder: null,
        touchedMilliseconds: 0,
        dueMilliseconds: world.nowMilliseconds() + (job.startAfterSeconds ?? 0) * 1000,
      });
      for (const [process, listeners] of hints) {
        if (process.status === "alive") for (const listener of listeners) listener(job.queue);
      }
    }
  }

  function append(request: Append): AppendResult {
    const stream = streams.get(request.stream) ?? [];
    if (stream.length !== request.expectedVersion) return { status: "conflict" };
    const row = request.completes ? rowOf(request.completes) : undefined;
    if (request.completes && !row) return { status: "job-lost" };
    const events = request.events.map((event, index): StoredEvent => {
      position += 1;
      const { stream: name, actor, at, commandId } = request;
      const version = request.expectedVersion + index + 1;
      return { ...structuredClone(event), stream: name, version, actor, at, commandId, position, hash: "" };
    });
    streams.set(request.stream, [...stream, ...events]);
    if (row) row.status = "done";
    add(request.adds ?? []);
    return { status: "appended", events };
  }

  function giveAway(isMeant: (row: Row) => boolean): number {
    const meant = rows.filter((row) => row.status === "active" && isMeant(row));
    for (const row of meant) {
      row.status = "waiting";
      row.retry += 1;
      row.holder = null;
    }
    return meant.length;
  }

  return {
    streams,
    eventStoreFor: (process) => ({
      load: (stream, after) =>
        world.callDatabase(process, `load after ${after}`, () => (streams.get(stream) ?? []).slice(after)),
      causedBy: (stream, commandId) =>
        world.callDatabase(process, `causedBy ${commandId}`, () =>
          (streams.get(stream) ?? []).filter((event) => event.commandId === commandId),
        ),
      append: (request) => {
        const name = `append ${request.events.map((event) => event.type).join("+")}`;
        return world.callDatabase(process, name, () => append(request));
      },
    }),
    queueFor: (process) => ({
      fetch: (queue, limit) =>
        world.callDatabase(process, `fetch ${queue}`, () => {
          const due = rows.filter(
            (row) =>
              row.queue === queue &&
              row.status === "waiting" &&
              row.dueMilliseconds <= world.nowMilliseconds(),
          );
          return due.slice(0, limit).map((row): Job => {
            row.status = "active";
            row.holder = process;
            row.touchedMilliseconds = world.nowMilliseconds();
            return { queue, id: row.id, retry: row.retry, data: structuredClone(row.data) };
          });
        }),
      complete: (attempt) =>
        world.callDatabase(process, `complete ${attempt.id}.${attempt.retry}`, () => {
          const row = rowOf(attempt);
          if (row) row.status = "done";
        }),
      touch: (attempts) =>
        world.callDatabase(process, "touch", () =>
          attempts.filter((attempt) => {
            const row = rowOf(attempt);
            if (row) row.touchedMilliseconds = world.nowMilliseconds();
            return row === undefined;
          }),
        ),
      add: (jobs) => world.callDatabase(process, "add", () => add(jobs)),
      onHint: (listener) => hints.set(process, [...(hints.get(process) ?? []), listener]),
    }),
    returnJobsOf: (isMeant) => giveAway((row) => row.holder !== null && isMeant(row.holder)),
    returnSilentJobs() {
      giveAway((row) => world.nowMilliseconds() - row.touchedMilliseconds > heartbeatMilliseconds);
    },
    openJobs: () => rows.filter((row) => row.status !== "done").length,
  };
}
