import type { ToldRunEvent } from "../../api/runs.ts";

function isLastingImpact(event: ToldRunEvent | undefined): boolean {
  return event?.type === "ImpactObserved" && event.data.impact.endedAt === null;
}

/**
 * The events without those that the next one says again: while an impact lasts it is observed each
 * second, and thirty such lines would hide the one that matters. The newest of a row stays.
 */
export function quietEvents(events: readonly ToldRunEvent[]): readonly ToldRunEvent[] {
  return events.filter((event, index) => !(isLastingImpact(event) && isLastingImpact(events[index + 1])));
}
