import type { RunState } from "#core/run/state.ts";
import type { RunView } from "#core/run/view.ts";

/** A moment by which something has to have happened, or happens by itself. */
export type Deadline = {
  readonly at: number;
  readonly what: string;
  /** The step it belongs to; null for the run as a whole. */
  readonly step: string | null;
  /** `limit`: an objective; `decides`: what is decided by itself then; `slow`: longer than usual; `ends`: a wait. */
  readonly kind: "limit" | "decides" | "slow" | "ends";
};

function objectives({ clock, mtdSeconds }: RunView): readonly Deadline[] {
  if (clock.beganAt === null || clock.endedAt !== null) return [];
  const began = Date.parse(clock.beganAt);
  const limit = (seconds: number | null, what: string): readonly Deadline[] =>
    seconds === null ? [] : [{ at: began + seconds * 1000, what, step: null, kind: "limit" }];
  return [
    ...limit(clock.rtoSeconds, "Recovery time objective (RTO)"),
    ...limit(mtdSeconds, "End of the tolerable outage (MTD)"),
  ];
}

/**
 * What comes due, the soonest first, after `now` (milliseconds since 1970): objectives, decisions that are taken by
 * themselves, waits and commit windows that end, and steps that will count as slow.
 */
export function deadlines(run: RunView, state: RunState, now: number): readonly Deadline[] {
  if (run.status === "finished") return [];
  const found: Deadline[] = [...objectives(run)];
  for (const { id, title, status, until, startedAt, slow } of run.steps) {
    if (until !== null && status === "awaiting-decision") {
      found.push({ at: Date.parse(until), what: `${title}: decided by itself`, step: id, kind: "decides" });
    }
    if (until !== null && (status === "waiting" || status === "dispatched")) {
      found.push({ at: Date.parse(until), what: `${title}: its wait ends`, step: id, kind: "ends" });
    }
    const usual = state.slowAfterSeconds[id];
    if (status === "running" && !slow && startedAt !== null && usual !== undefined) {
      const at = Date.parse(startedAt) + usual * 1000;
      found.push({ at, what: `${title}: longer than usual from then on`, step: id, kind: "slow" });
    }
  }
  return found.filter(({ at }) => at > now).sort((one, other) => one.at - other.at);
}
