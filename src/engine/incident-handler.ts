import type { IncidentCommand, IncidentRefusal } from "#core/incident/commands.ts";
import { decide } from "#core/incident/decide.ts";
import type { IncidentEvent, RecordedIncidentEvent } from "#core/incident/events.ts";
import { fold } from "#core/incident/evolve.ts";
import { openReminders } from "#core/incident/reminders.ts";
import { type IncidentState, initialIncidentState } from "#core/incident/state.ts";
import { secondsBetween } from "#core/model/instant.ts";
import {
  type Aggregate,
  type AggregateHandler,
  createAggregateHandler,
  type HandlerPorts,
} from "./aggregate-handler.ts";
import type { NewJob } from "./queue.ts";

export const incidentStreamOf = (incident: string) => `incident/${incident}`;

/** What stands in a job of the `incident` queue: look whether somebody is to be reminded. */
export type IncidentJobData = { readonly incident: string };

/** Events after which something else may be due first. */
const movesReminders: ReadonlySet<IncidentEvent["type"]> = new Set([
  "FactStated",
  "DeclarationAsked",
  "DecisionAsked",
  "BriefingScheduled",
  "BriefingHeld",
  "VendorCaseOpened",
  "VendorAnswered",
  "ReportSubmitted",
  "Reminded",
  "IncidentReopened",
]);

/** The job for the next thing that is due, or null when nothing is. */
export function nextReminderJob(incident: string, state: IncidentState, now: string): NewJob | null {
  const [next] = openReminders(state, now);
  if (next === undefined) return null;
  const seconds = Math.max(0, secondsBetween(now, next.at));
  const data: IncidentJobData = { incident };
  return { queue: "incident", data, ...(seconds > 0 ? { startAfterSeconds: seconds } : {}) };
}

const incidents: Aggregate<IncidentState, IncidentCommand, IncidentEvent, IncidentRefusal> = {
  streamOf: incidentStreamOf,
  initial: initialIncidentState,
  decide,
  fold: (state, events) => fold(state, events as unknown as readonly RecordedIncidentEvent[]),
  jobsOf: (incident, events, at, state) => {
    if (!events.some(({ type }) => movesReminders.has(type))) return [];
    const job = nextReminderJob(incident, state, at);
    return job === null ? [] : [job];
  },
};

/** The single writer of incident events. */
export type IncidentHandler = AggregateHandler<IncidentState, IncidentCommand, IncidentRefusal>;

export const createIncidentHandler = (ports: HandlerPorts): IncidentHandler =>
  createAggregateHandler(incidents, ports);
