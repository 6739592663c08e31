import type { Clock } from "./clock.ts";
import { type IncidentHandler, type IncidentJobData, nextReminderJob } from "./incident-handler.ts";
import type { Job, Queue } from "./queue.ts";

export type IncidentTimerPorts = {
  readonly incidents: IncidentHandler;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly node: string;
};

/**
 * Gives the reminders of an incident that are due. A job that comes too early, by the clock of another machine,
 * asks for the next one itself: the incident would else be forgotten.
 */
export async function remindOfIncident(job: Job, ports: IncidentTimerPorts): Promise<void> {
  const { incident } = job.data as IncidentJobData;
  const { incidents, queue, clock, node } = ports;
  const result = await incidents.handle(
    incident,
    { type: "Remind", actor: { type: "system", node }, at: clock.now() },
    { commandId: `remind:${job.id}:${job.retry}`, completes: job },
  );
  if (result.status === "job-lost" || (result.status === "accepted" && result.stored)) return;
  const next = result.status === "accepted" ? nextReminderJob(incident, result.state, clock.now()) : null;
  if (next !== null)
    await queue.add([{ ...next, startAfterSeconds: Math.max(1, next.startAfterSeconds ?? 0) }]);
  await queue.complete(job);
}
