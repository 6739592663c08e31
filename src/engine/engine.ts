import type { CallPorts } from "./call.ts";
import { type CarryPagePorts, carryPage } from "./carry-page.ts";
import type { EventStore } from "./event-store.ts";
import { type ExecutePorts, executeJob } from "./execute.ts";
import { carryGrant } from "./grants/carry-grant.ts";
import { type Collected, type Collection, collectCredential } from "./grants/collect-credential.ts";
import { createGrantHandler, type GrantHandler } from "./grants/grant-handler.ts";
import type { GrantPorts } from "./grants/grant-ports.ts";
import { createIncidentHandler, type IncidentHandler } from "./incident-handler.ts";
import { remindOfIncident } from "./incident-timer.ts";
import type { Pager } from "./pager.ts";
import type { Job, Queue } from "./queue.ts";
import { createRunHandler, type RunHandler } from "./run-handler.ts";
import { fireTimerJob } from "./timer.ts";
import { startWorker, type Worker, type WorkerOptions } from "./worker.ts";

export type EnginePorts = CallPorts & {
  readonly events: EventStore;
  readonly queue: Queue;
  /** Absent: this node pages nobody, and leaves the messages to others. */
  readonly pager?: Pager;
  /** The name of this node, unique among those that share the database. */
  readonly node: string;
  readonly onError: (error: unknown, job: Job | null) => void;
};

export type EngineLimits = {
  readonly concurrencyMax: number;
  readonly pollSeconds: number;
  /** Seconds between signs of life for the attempts in flight; well below the queue's heartbeat limit. */
  readonly touchSeconds: number;
};

/** One node of the engine. Nodes are stateless: any number of them may share a database. */
export type Engine = {
  readonly handler: RunHandler;
  readonly incidents: IncidentHandler;
  readonly grants: GrantHandler;
  /** Makes a credential and hands it over; it is in no event, no log and no other answer. */
  collect(collection: Collection): Promise<Collected>;
  /** Takes no more work and waits for what is in flight. */
  stop(): Promise<void>;
};

export const usualLimits: EngineLimits = { concurrencyMax: 64, pollSeconds: 0.5, touchSeconds: 2 };

/**
 * Keeps attempts alive, stops those whose job went to another node, and stops those of a run that
 * was aborted from another node.
 */
async function tend(worker: Worker, ports: ExecutePorts): Promise<void> {
  const { inFlight } = worker;
  const jobs = inFlight.jobs();
  if (jobs.length === 0) return;
  for (const gone of await ports.queue.touch(jobs)) {
    inFlight.cancelJob(gone.id, gone.retry, "this attempt no longer holds its job");
  }
  for (const run of inFlight.runs()) {
    const { state } = await ports.handler.read(run);
    if (state.status === "aborting") inFlight.cancelRun(run, "the run was aborted");
  }
}

export function startEngine(ports: EnginePorts, limits: EngineLimits = usualLimits): Engine {
  const { events, queue, clock, onError } = ports;
  const handler = createRunHandler({ events, clock });
  const incidents = createIncidentHandler({ events, clock });
  const executePorts: ExecutePorts = { ...ports, handler };
  const common = { queue, clock, pollSeconds: limits.pollSeconds, onError };
  const steps = startWorker({
    ...common,
    name: "step",
    concurrencyMax: limits.concurrencyMax,
    work: (job, signal) => executeJob(job, signal, executePorts),
  });
  const timers = startWorker({
    ...common,
    name: "timer",
    concurrencyMax: 16,
    work: (job, signal) => fireTimerJob(job, signal, executePorts),
  });
  const reminders = startWorker({
    ...common,
    name: "incident",
    concurrencyMax: 4,
    work: (job) => remindOfIncident(job, { incidents, queue, clock, node: ports.node }),
  });
  const grants = createGrantHandler({ events, clock });
  const access = startGrants({ ...ports, grants, handler }, common);
  const { pager, node } = ports;
  const pages = pager && startPages({ incidents, pager, queue, clock, node }, common);
  const workers = [steps, timers, reminders, access, ...(pages ? [pages] : [])];
  const stopping = new AbortController();
  const tending = (async () => {
    while (!stopping.signal.aborted) {
      await clock.sleep(limits.touchSeconds, stopping.signal);
      for (const worker of workers) {
        await tend(worker, executePorts).catch((error: unknown) => onError(error, null));
      }
    }
  })();
  return {
    handler,
    incidents,
    grants,
    // Whoever hangs up may have got it all the same: the act is ended by its own limit only.
    collect: (collection) =>
      collectCredential(collection, { ...ports, grants }, new AbortController().signal),
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      stopping.abort();
      await tending;
    },
  };
}

function startPages(
  ports: CarryPagePorts,
  common: Omit<WorkerOptions, "name" | "concurrencyMax" | "work">,
): Worker {
  const work: WorkerOptions["work"] = (job, signal) => carryPage(job, signal, ports);
  return startWorker({ ...common, name: "page", concurrencyMax: 32, work });
}

function startGrants(
  ports: GrantPorts,
  common: Omit<WorkerOptions, "name" | "concurrencyMax" | "work">,
): Worker {
  const work: WorkerOptions["work"] = (job, signal) => carryGrant(job, signal, ports);
  return startWorker({ ...common, name: "grant", concurrencyMax: 16, work });
}
