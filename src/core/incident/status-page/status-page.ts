import type { IncidentState, UpdateState } from "../state.ts";

/** The name under which what stands on a status page is recorded as published. */
export const statusPageChannel = "status-page";

/** One approved text as its audience reads it. Who wrote and who approved it is nobody's business there. */
export type PublishedUpdate = {
  readonly id: string;
  readonly text: string;
  /** When it was published first, ISO 8601 UTC. */
  readonly publishedAt: string;
};

/** What one audience has been told about one incident, the newest text first. */
export type PublishedIncident = {
  readonly isOver: boolean;
  readonly isExercise: boolean;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly updates: readonly PublishedUpdate[];
};

/** A status page for one audience. Nothing but approved and published texts and their times goes into it. */
export type StatusPage = {
  readonly title: string;
  readonly audience: string;
  /** When it was made, ISO 8601 UTC. */
  readonly madeAt: string;
  readonly current: readonly PublishedIncident[];
  readonly past: readonly PublishedIncident[];
};

/** Past incidents that a page tells of. */
const pastMax = 50;

const sameAudience = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/**
 * The page for an audience over all incidents. Titles, facts and services of an incident stay inside: nobody has
 * approved them. Exercises are left out unless they are asked for.
 */
export function statusPage(
  incidents: readonly IncidentState[],
  { exercises, ...page }: Pick<StatusPage, "title" | "audience" | "madeAt"> & { readonly exercises: boolean },
): StatusPage {
  const told = incidents
    .filter(({ opening }) => exercises || opening?.mode === "live")
    .map((state) => publishedIncident(state, page.audience))
    .filter((each) => each !== null)
    .toSorted((one, other) => (one.lastAt < other.lastAt ? 1 : -1));
  return {
    ...page,
    current: told.filter(({ isOver }) => !isOver),
    past: told.filter(({ isOver }) => isOver).slice(0, pastMax),
  };
}

function publishedIncident(state: IncidentState, audience: string): PublishedIncident | null {
  const updates = [...state.updates.values()]
    .filter((update) => sameAudience(update.audience, audience))
    .map(publishedUpdate)
    .filter((each) => each !== null)
    .toSorted((one, other) => (one.publishedAt < other.publishedAt ? 1 : -1));
  const [last] = updates;
  if (last === undefined) return null;
  return {
    isOver: state.status === "closed",
    isExercise: state.opening?.mode === "exercise",
    firstAt: updates.at(-1)?.publishedAt ?? last.publishedAt,
    lastAt: last.publishedAt,
    updates,
  };
}

function publishedUpdate({ update, text, status, published }: UpdateState): PublishedUpdate | null {
  const first = published.find(({ channel, outcome }) => channel === statusPageChannel && outcome === "done");
  return status !== "approved" || first === undefined ? null : { id: update, text, publishedAt: first.at };
}
