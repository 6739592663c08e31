import type { IncidentView } from "#core/incident/view.ts";
import type { AccessStory } from "./access-chapter.ts";
import type { RunView } from "#core/run/view.ts";

/** The points of the story at which something is done, or waited for; the server can be killed at each. */
export const storyPoints = [
  "detection",
  "calls",
  "commander-answers",
  "team-answers",
  "facts",
  "plan-check",
  "repair-estimate",
  "declaration-asked",
  "wrong-person",
  "declared",
  "failover-started",
  "failover",
  "access-approved",
  "access-collected",
  "access-ended",
  "update-drafted",
  "update-approved",
  "update-published",
  "stand-down",
  "closed",
] as const;

export type StoryPoint = (typeof storyPoints)[number];

/** What the declaration desk showed when the question was put. */
export type DeskShown = {
  readonly latestResponsibleMoment: string | null;
  readonly toleranceEndsAt: string | null;
  readonly failoverP90Seconds: number | null;
  readonly because: string;
};

/** An entry of the incident's log, as the API gives it. */
export type LogEntry = {
  readonly type: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** What came of the story. */
export type StoryResult = {
  readonly reporters: readonly string[];
  readonly injectedAt: string;
  readonly incident: IncidentView;
  /** Incidents opened since the fault besides the one of the story: none is expected. */
  readonly otherIncidents: readonly string[];
  readonly log: readonly LogEntry[];
  readonly run: RunView;
  readonly desk: DeskShown;
  /** null when the step for it was never reached. */
  readonly access: AccessStory | null;
  /** Codes with which the wrong person, and the right one without evidence, were refused. */
  readonly refusals: { readonly wrongPerson: string; readonly withoutEvidence: string };
  readonly mails: readonly { readonly id: string; readonly to: string }[];
  readonly acknowledgedOrders: number;
  readonly lostOrders: number;
  readonly writerViolations: number;
  /** What stands on the status page at the end. */
  readonly statusPage: string;
  readonly bundle: { readonly ok: boolean; readonly events: number; readonly problems: readonly string[] };
  readonly bundleFile: string;
  readonly publicKeyFile: string;
  /** The points at which the server was killed. */
  readonly kills: readonly StoryPoint[];
};
