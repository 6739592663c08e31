import type { IncidentCommand, IncidentRefusal } from "#core/incident/commands.ts";
import { decide } from "#core/incident/decide.ts";
import type { IncidentEvent, RecordedIncidentEvent } from "#core/incident/events.ts";
import { nextCallMoment } from "#core/incident/callout/next-calls.ts";
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
import type { PageJobData } from "./pager.ts";
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
  "CalloutStarted",
  "PersonPaged",
  "QuorumMissed",
  "QuorumLost",
  "IncidentReopened",
]);

/** The job for the next moment at which something is due, or null when nothing is. */
export function nextReminderJob(incident: string, state: IncidentState, now: string): NewJob | null {
  const moments = [openReminders(state, now)[0]?.at ?? null];
  if (state.status !== "closed") moments.push(nextCallMoment(state.callouts.values(), now));
  const next = moments.filter((at) => at !== null).toSorted()[0];
  if (next === undefined) return null;
  const seconds = Math.max(0, secondsBetween(now, next));
  const data: IncidentJobData = { incident };
  return { queue: "incident", data, ...(seconds > 0 ? { startAfterSeconds: seconds } : {}) };
}

const incidents: Aggregate<IncidentState, IncidentCommand, IncidentEvent, IncidentRefusal> = {
  streamOf: incidentStreamOf,
  initial: initialIncidentState,
  decide,
  fold: (state, events) => fold(state, events as unknown as readonly RecordedIncidentEvent[]),
  jobsOf: (incident, events, at, state) => {
    const pages = events.flatMap((event) => pageJobs(incident, event));
    if (!events.some(({ type }) => movesReminders.has(type))) return pages;
    const job = nextReminderJob(incident, state, at);
    return job === null ? pages : [...pages, job];
  },
};

/** Somebody who is called is written to over each channel of their ladder, in its time. */
function pageJobs(incident: string, event: IncidentEvent): readonly NewJob[] {
  if (event.type !== "PersonPaged") return [];
  return event.data.ladder.map(({ channel, afterSeconds }): NewJob => {
    const data: PageJobData = { incident, page: event.data.page, channel };
    return { queue: "page", data, ...(afterSeconds > 0 ? { startAfterSeconds: afterSeconds } : {}) };
  });
}

/** The single writer of incident events. */
export type IncidentHandler = AggregateHandler<IncidentState, IncidentCommand, IncidentRefusal>;

export const createIncidentHandler = (ports: HandlerPorts): IncidentHandler =>
  createAggregateHandler(incidents, ports);
